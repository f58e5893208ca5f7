"""What production must not have."""

from collections import Counter
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 - Django's names
from django.db import Error as DatabaseProblem

from zenne.accounts.locks import Lock, lock_of


def no_demonstration(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Demo identities let everybody in."""
    sentence = "ZENNE_DEMO: is on, so everybody can sign in as a worker of the city. Only ./zenne demo sets it."
    return [Error(sentence, id="accounts.E001")] if settings.DEMO else []


def readable_second_factors(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Second proofs that the keys of the installation open."""
    try:
        locks = Counter(lock_of(data) for data in Authenticator.objects.values_list("data", flat=True).iterator())
    except DatabaseProblem:
        return []  # told already, with more words
    found: list[CheckMessage] = []
    if locks[Lock.LOST]:
        sentence = (
            f"Second proofs that cannot be read: {locks[Lock.LOST]}. ZENNE_SECRET_KEY was changed: put the key "
            "of before into ZENNE_SECRET_KEY_FALLBACKS, or let their owners set up new ones."
        )
        found.append(Error(sentence, id="accounts.E002"))
    if locks[Lock.OLDER]:
        sentence = (
            f"Second proofs that are encrypted with an older key: {locks[Lock.OLDER]}. Run: ./zenne renew-secrets"
        )
        found.append(Warning(sentence, id="accounts.W001"))
    return found
