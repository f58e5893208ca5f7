"""What the settings of an installation lack for production; ``./zenne check --deploy`` shows it."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's names
from django.db import connection

from zenne.core.operations.public import PRODUCTION
from zenne.web.environment import PROJECT_FOLDER

LOCAL: Final = ("http://127.", "http://localhost", "http://[::1]")
ANY_HOST: Final = "*"
KEY_OF_THE_DEMO: Final = PROJECT_FOLDER / "var" / "secret_key"
TAKES_NO_ANSWER: Final = ("noreply", "no-reply", "no.reply", "donotreply", "do-not-reply")
"""How an address begins to which nobody is to write."""
Check = Callable[..., list[CheckMessage]]


def public_address(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """An address that residents can open."""
    if settings.BASE_URL.startswith(LOCAL):
        return [Error("ZENNE_BASE_URL: is an address of this machine. Set the https:// address that residents open.")]
    return []


def own_hosts(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """Host names by name."""
    if ANY_HOST in settings.ALLOWED_HOSTS:
        return [Error("ZENNE_ALLOWED_HOSTS: answers to any host name, so links could be forged. Name your own.")]
    return []


def no_tracebacks(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """No errors in the browser or, with their messages, in the logs."""
    if settings.DEBUG:
        return [Error("ZENNE_DEBUG: is on. Tracebacks would be shown to everybody, and logs would hold personal data.")]
    return []


def own_secret(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """A secret that is not that of the demo, which lies in the clone."""
    demo = KEY_OF_THE_DEMO.read_text().strip() if KEY_OF_THE_DEMO.is_file() else ""
    if demo == settings.SECRET_KEY:
        return [
            Error("ZENNE_SECRET_KEY: is the one that ./zenne demo made in this folder. Make one for production alone.")
        ]
    if demo in settings.SECRET_KEY_FALLBACKS:
        return [Error("ZENNE_SECRET_KEY_FALLBACKS: trusts the key that ./zenne demo made in this folder. Take it out.")]
    return []


def older_secrets(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """Keys of before, which are trusted as long as they are named."""
    if not settings.SECRET_KEY_FALLBACKS:
        return []
    count = len(settings.SECRET_KEY_FALLBACKS)
    keys = "an older key" if count == 1 else f"{count} older keys"
    return [
        Warning(
            f"ZENNE_SECRET_KEY_FALLBACKS: what {keys} signed is still trusted. "
            "Name no more of them than old checkpoints of the audit log need."
        )
    ]


def large_database(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """A database that many can write to at once."""
    if connection.vendor == "sqlite":
        return [
            Warning(
                "ZENNE_DATABASE_URL: names a SQLite file, in which only one process writes at a time. "
                "That is enough for a small city on one machine; take PostgreSQL for more."
            )
        ]
    return []


def logs_for_machines(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """Logs that can be searched."""
    if settings.LOG_FORMAT != "json":
        return [Warning("ZENNE_LOG_FORMAT: is for people. Take json, so that the logs can be searched by field.")]
    return []


def mail_leaves(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """A mail server, and an address of one's own: without them nobody signs in with a link, and no letter arrives."""
    found: list[CheckMessage] = []
    if not settings.MAIL_URL:
        found.append(
            Error(
                "ZENNE_EMAIL_URL: is empty, so e-mail lies in a folder and nobody gets the link to sign in. "
                "Name your mail server: smtp://user:password@host:587"
            )
        )
    if settings.MAIL_SENDER.rpartition("@")[2] in {"localhost", "localhost.localdomain"}:
        found.append(
            Error(
                f"ZENNE_EMAIL_FROM: {settings.MAIL_SENDER} is no address that mail servers take mail from. "
                "Name the city and an address of its own: City <noreply@city.example>"
            )
        )
    return found


def letters_can_be_answered(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """An address that answers go to: letters of the mailroom say that their receiver can answer them."""
    if settings.MAIL_REPLY_TO or not settings.MAIL_SENDER.lower().startswith(TAKES_NO_ANSWER):
        return []
    return [
        Warning(
            f"ZENNE_EMAIL_REPLY_TO: is empty, so answers to letters of the city go to {settings.MAIL_SENDER}. "
            "Name an address whose mail ZENNE_MAILBOXES reads, or is handed over to ./zenne mail listen."
        )
    ]


CHECKS: Final[tuple[Check, ...]] = (
    public_address,
    own_hosts,
    no_tracebacks,
    own_secret,
    older_secrets,
    large_database,
    logs_for_machines,
    mail_leaves,
    letters_can_be_answered,
)


def register_checks() -> None:
    """Called when the app is ready."""
    for check in CHECKS:
        register(PRODUCTION, deploy=True)(check)
