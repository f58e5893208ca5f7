"""Sign somebody in with a link from an e-mail."""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from zenne.accounts.actions.sign_in import sign_in
from zenne.accounts.errors import SignInFailed
from zenne.accounts.facts import AddressProved
from zenne.accounts.links import LinkState, link_of
from zenne.accounts.models import Person, SignInLink
from zenne.accounts.rules.proofs import Proof, proof_in
from zenne.core.access.public import SYSTEM, Assurance, for_everybody
from zenne.core.audit.public import learn_address, record
from zenne.core.events.public import announce
from zenne.core.outbox.public import claim_messages


@transaction.atomic
@for_everybody
def sign_in_with_link(request: HttpRequest, *, token: str, now: datetime) -> str:
    """Use up a link and sign in its reader; return the path that they wanted.

    Whoever is signed in already has proved both in one session: the address becomes theirs.

    Raises:
        SignInFailed: ``stale``: the link cannot be used here and now; ``somebody-else``: the address belongs to another
            account than the one that is signed in; ``closed``. Nothing changed, and the link is not used up.
    """
    state, link = link_of(token, session=request.session, now=now)
    if link is None or state is not LinkState.READY:
        raise SignInFailed("stale")
    if SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now) == 0:
        raise SignInFailed("stale")
    current = request.user if isinstance(request.user, Person) else None
    person = reader_of(link.email, current=current)
    if not person.is_active:
        raise SignInFailed("closed")
    claim_messages(address=link.email, about=person.key)
    learn_address(person=person.key, address=link.email)
    announce(AddressProved(person.key))
    proof = Proof(assurance=Assurance.EMAIL, way="email")
    sign_in(request, person=person, proof=proof.with_earlier(proof_in(request.session)) if current else proof)
    return link.next_path


def reader_of(email: str, *, current: Person | None) -> Person:
    """Whose address it is, or whose it becomes."""
    known = Person.objects.filter(email__iexact=email).first()
    if known is not None and current is not None and known != current:
        raise SignInFailed("somebody-else")
    if current is not None and known is None:
        Person.objects.filter(pk=current.pk).update(email=email)
        current.email = email
        record(asker=SYSTEM, action="accounts.change-address", about=current.key)
        return current
    return known or Person.objects.create(email=email)
