"""Sign somebody in whom an identity provider knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from zenne.accounts.actions.sign_in import sign_in
from zenne.accounts.actions.take_over_roles import take_over_roles
from zenne.accounts.errors import SignInFailed
from zenne.accounts.models import Identity, Person
from zenne.accounts.oidc.providers import Provider
from zenne.accounts.rules.logouts import mark_of
from zenne.accounts.rules.proofs import Proof, proof_in
from zenne.accounts.sessions import PROVIDER_SESSION
from zenne.core.access.public import SYSTEM, Assurance, internal
from zenne.core.audit.public import record

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider answered, checked: the claims, and the token in which they were written."""

    provider: Provider
    claims: Mapping[str, Any]
    id_token: str

    @property
    def proof(self) -> Proof:
        return Proof(
            assurance=self.provider.assurance_of(self.claims.get("acr")),
            way=self.provider.id,
            second_factor=bool(self.provider.second_factor_amr.intersection(texts(self.claims.get("amr")))),
            id_token=self.id_token,
        )


@transaction.atomic
@internal
def sign_in_at_provider(request: HttpRequest, *, answer: Answer, wanted: Assurance, asked_by: str) -> None:
    """Sign in the person that an answer is about.

    Whoever is signed in already proves both in one session: a new identity becomes theirs. Otherwise a new identity
    is a new person; an address in the claims never leads to somebody's account.

    Args:
        wanted: the least level that was asked for.
        asked_by: the key of the person who was signed in when it was asked; empty for nobody.

    Raises:
        SignInFailed: ``weak``, ``somebody-else`` or ``closed``; nothing changed.
    """
    provider, claims, proof = answer.provider, answer.claims, answer.proof
    if proof.assurance < wanted:
        raise SignInFailed("weak")
    current = request.user if isinstance(request.user, Person) else None
    if asked_by != (current.key if current else ""):
        raise SignInFailed("somebody-else")
    person = person_known_as(claims["sub"], issuer=provider.issuer, current=current, name=name_in(claims))
    if not person.is_active:
        raise SignInFailed("closed")
    if provider.roles_claim:
        take_over_roles(person=person, provider=provider, groups=texts(claims.get(provider.roles_claim)))
    sign_in(request, person=person, proof=proof.with_earlier(proof_in(request.session)) if current else proof)
    session = claims.get("sid")
    request.session[PROVIDER_SESSION] = mark_of(claims["iss"], session) if isinstance(session, str) else ""


def person_known_as(subject: str, *, issuer: str, current: Person | None, name: str) -> Person:
    """Whose identity it is, or whose it becomes."""
    identity = Identity.objects.select_related("person").filter(issuer=issuer, subject=subject).first()
    if identity is not None:
        if current is not None and identity.person != current:
            raise SignInFailed("somebody-else")
        if name and identity.person.name != name:
            Person.objects.filter(pk=identity.person_id).update(name=name)
            identity.person.name = name
            write_down("accounts.change-name", identity.person, issuer)
        return identity.person
    person = current or Person.objects.create(name=name)
    # Two answers at the same moment: the first one counts.
    identity, is_new = Identity.objects.get_or_create(issuer=issuer, subject=subject, defaults={"person": person})
    if is_new:
        write_down("accounts.add-identity", person, issuer)
    return identity.person


def write_down(action: str, person: Person, issuer: str) -> None:
    """What a sign-in changed about an account. The names themselves are not repeated."""
    record(asker=SYSTEM, action=action, about=person.key, details={"from": issuer})


def name_in(claims: Mapping[str, Any]) -> str:
    """The name that a provider vouches for; empty when it gives none."""
    parts = [claims.get("name")] if claims.get("name") else [claims.get("given_name"), claims.get("family_name")]
    return " ".join(part.strip() for part in parts if isinstance(part, str))[:LONGEST_NAME]


def texts(value: object) -> list[str]:
    """A claim that is a text or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]
