"""Second factors: django-allauth's, with secrets encrypted and codes that work once on all servers."""

import time
from collections.abc import Iterable

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.http import HttpRequest

from zenne.accounts.locks import box
from zenne.accounts.models import Person
from zenne.accounts.rules.proofs import KEY, Proof, proof_in
from zenne.core.access.public import SIGNED_IN, Asker, needs

KIND = Authenticator.Type


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are encrypted with a key made from the installation's own secret; those of before still open them."""

    def encrypt(self, text: str) -> str:
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, object]:
        return {"id": user.uuid.bytes, "display_name": user.shown_name, "name": user.shown_name}


@needs(SIGNED_IN)
def own_factors(*, asker: Asker) -> list[Authenticator]:
    """The asker's own, the oldest first."""
    uuid = asker.key.removeprefix("person:")
    return list(Authenticator.objects.filter(user__uuid=uuid).order_by("created_at", "pk"))


def factors_of(person: Person) -> list[Authenticator]:
    """Everything that a person has set up, the oldest first."""
    return list(Authenticator.objects.filter(user=person).order_by("created_at", "pk"))


def kinds(factors: Iterable[Authenticator]) -> set[str]:
    return {str(factor.type) for factor in factors}


def counter_of(code: str, *, secret: str) -> int | None:
    """The time step, of half a minute, in which an app shows ``code``; None when it is wrong (RFC 6238)."""
    digits = "".join(code.split())
    steps = yield_hotp_counters_from_time()
    return next((step for step in steps if format_hotp_value(hotp_value(secret, step)) == digits), None)


def prove_second_factor(request: HttpRequest) -> None:
    """Say in the session that a second factor was shown; the session gets a new key."""
    proof = proof_in(request.session)
    request.session.cycle_key()
    request.session[KEY] = Proof(proof.assurance, proof.way, second_factor=True, id_token=proof.id_token).stored()


def seconds_now() -> int:
    return int(time.time())
