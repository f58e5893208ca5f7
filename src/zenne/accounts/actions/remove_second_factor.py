"""Take away a second factor."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest

from zenne.accounts.actions.add_second_factor import require_proof
from zenne.accounts.models import Person
from zenne.accounts.second_factors import KIND
from zenne.core.access.public import SIGNED_IN, Asker, needs
from zenne.core.audit.public import record


@transaction.atomic
@needs(SIGNED_IN)
def remove_second_factor(request: HttpRequest, *, asker: Asker, person: Person, number: int) -> None:
    """Take away one of the person's own factors. The codes on paper go with the last of the others.

    Raises:
        ProveFirst: no factor was shown in this session.
    """
    require_proof(request, person)
    own = Authenticator.objects.filter(user=person)
    taken = own.filter(pk=number).exclude(type=KIND.RECOVERY_CODES).first()
    if taken is None:
        return
    taken.delete()
    record(asker=asker, action="accounts.remove-second-factor", about=person.key, details={"kind": str(taken.type)})
    if not own.exclude(type=KIND.RECOVERY_CODES).exists():
        own.delete()
