"""Whose data it is while nobody has an account with the address: the key of the address itself.

A record keeps no address, only a keyed hash of it. Once somebody proves that they read its mail, one record says that
the key stands for them, and they find what was recorded about it before.
"""

from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac

from zenne.core.audit.models import AuditRecord

SALT: Final = "zenne.core.audit.address"
LEARNED: Final = "audit.learn-address"


def address_key(address: str) -> str:
    """The key ``address:…`` of an e-mail address or a telephone number; empty for none."""
    return next(iter(address_keys(address)), "")


def address_keys(address: str) -> list[str]:
    """Its key of now, then those that it had under the secret keys of before."""
    written = address.strip().lower()
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS] if written else []
    return [f"address:{salted_hmac(SALT, written, secret=each, algorithm='sha256').hexdigest()}" for each in secrets]


def addresses_of(person: str) -> list[str]:
    """The keys of the addresses that a person proved to be theirs."""
    learned = AuditRecord.objects.filter(about=person, action=LEARNED)
    return list(learned.order_by("thing").values_list("thing", flat=True).distinct())
