"""Messages for tests, and a worker that delivers them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import Asker, AskerKind
from zenne.core.outbox.actions.send_email import send_email
from zenne.core.outbox.models import Message
from zenne.core.outbox.outcomes import TryLater
from zenne.core.outbox.tasks import deliver

TEMPLATES = Path(__file__).parent / "mail"
CLERK = Asker(
    AskerKind.PERSON,
    "person:00000000-0000-0000-0000-000000000001",
    "Clerk",
    permissions=frozenset({"messages.see", "messages.retry", "messages.read"}),
    purpose="answer-question",
    task="mail",
)


def letter(to: str = "anna@example.org", **more: Any) -> Message:
    """An e-mail that waits."""
    context = {"name": "Anna & Jan"}
    return send_email(to=to, language="en", template="outbox_tests/letter.html", context=context, **more)


def attempt(message: Message) -> str:
    """One attempt; returns what came of it."""
    try:
        return deliver.func(message=str(message.pk))
    except TryLater as error:
        return error.problem


def state_of(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.problem


def jobs() -> int:
    return DBTaskResult.objects.count()


def ago(**what: float) -> datetime:
    return datetime.now(UTC) - timedelta(**what)
