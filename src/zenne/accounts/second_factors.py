"""Second factors: django-allauth's, with secrets encrypted and codes that work once on all servers."""

import base64
import hashlib
import time
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from zenne.accounts.models import Person
from zenne.accounts.rules.proofs import KEY, Proof, proof_in

KIND = Authenticator.Type


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are encrypted with a key made from the installation's own secret; those of before still open them."""

    def encrypt(self, text: str) -> str:
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, object]:
        return {"id": user.uuid.bytes, "display_name": user.shown_name, "name": user.shown_name}


ENCRYPTED: Final = ("secret", "seed")
"""What is encrypted among the data of a factor: the secret of an app, that of the codes on paper."""


class Lock(StrEnum):
    """With which secret key the data of a factor are encrypted."""

    CURRENT = "current"
    OLDER = "older"
    LOST = "lost"


def box() -> MultiFernet:
    return MultiFernet([box_of(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def box_of(secret: str) -> Fernet:
    key = hashlib.sha256(b"second factors of accounts:" + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def lock_of(data: dict[str, Any]) -> Lock:
    """What it takes to read the data of a factor; those of a passkey are no secret."""
    written = [data[name].encode() for name in ENCRYPTED if name in data]
    for found, opener in ((Lock.CURRENT, box_of(settings.SECRET_KEY)), (Lock.OLDER, box())):
        if all(can_open(opener, each) for each in written):
            return found
    return Lock.LOST


def can_open(opener: Fernet | MultiFernet, written: bytes) -> bool:
    try:
        opener.decrypt(written)
    except InvalidToken:
        return False
    return True


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
