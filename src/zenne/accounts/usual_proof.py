"""What cannot be undone, or shows everything, wants more than a link when somebody has given more before."""

from dataclasses import replace
from typing import Final

from zenne.accounts.models import Person
from zenne.accounts.oidc.providers import all_providers
from zenne.core.access.public import SIGNED_IN, Asker, Assurance

AT_A_PROVIDER: Final = replace(SIGNED_IN, assurance=Assurance.LOW)


def require_usual_proof(*, asker: Asker, person: Person) -> None:
    """Go on only when a person whom one of the providers knows has signed in there, not just with a link by e-mail.

    Whoever reads somebody's mail gets no copy of all their data, and erases nothing.

    Raises:
        StrongerSignInNeeded: they have not; what was typed is kept while they do.
    """
    if person.identities.filter(issuer__in=[provider.issuer for provider in all_providers()]).exists():
        asker.require(AT_A_PROVIDER)
