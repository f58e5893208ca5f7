"""Whether the virus scanner answers; ``./zenne check`` says it."""

from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from zenne.mailroom.letters.scanning import NotScanned, is_there

INSTALLATION: Final = "installation"


def scanner_answers(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """An answer of the scanner that the settings name."""
    try:
        if not settings.CLAMD or is_there():
            return []
    except NotScanned as error:
        reason = f" ({error.__cause__})" if error.__cause__ else ""
        return [Error(f"ZENNE_CLAMD: nobody answers at {settings.CLAMD}{reason}. Files that come with letters wait.")]
    return [Error(f"ZENNE_CLAMD: what answers at {settings.CLAMD} is no clamd. Files that come with letters wait.")]


def register_checks() -> None:
    """Called when the app is ready."""
    register(INSTALLATION, deploy=True)(scanner_answers)
