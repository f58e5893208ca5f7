"""What is wrong with the key that signs e-mail; ``./zenne check`` says it."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from zenne.core.outbox.dkim import WrongKey, is_open_to_others, signer

INSTALLATION: Final = "installation"
"""The tag of checks that ``./zenne check`` always makes, and no other command."""


def usable_key(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """A key that can be read, for the domain of the sender, and that nobody else reads."""
    try:
        found = signer()
    except WrongKey as wrong:
        return [Error(str(wrong))]
    if found is None:
        return []
    problems: list[CheckMessage] = []
    sender = settings.MAIL_SENDER.rpartition("@")[2]
    if sender != found.domain and not sender.endswith(f".{found.domain}"):
        problems.append(
            Error(
                f"ZENNE_DKIM_DOMAIN: is {found.domain}, and ZENNE_EMAIL_FROM is an address of {sender}. Receivers "
                "believe a signature of the domain of the sender only."
            )
        )
    if is_open_to_others(Path(settings.DKIM_KEY)):
        problems.append(Error("ZENNE_DKIM_KEY: everybody on this machine can read the key. Run: chmod o= on the file."))
    return problems


def register_checks() -> None:
    """Called when the app is ready."""
    register(INSTALLATION, deploy=True)(usable_key)
