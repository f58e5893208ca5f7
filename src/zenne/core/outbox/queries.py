"""Messages, and how many need somebody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from zenne.core.access.public import Asker, for_everybody, internal, needs
from zenne.core.outbox.kinds import kind_name, language_name
from zenne.core.outbox.models import PROBLEMS, Channel, Message, State
from zenne.core.outbox.permissions import SEE_MESSAGES
from zenne.core.outbox.rules.receivers import masked
from zenne.core.outbox.wording import Problem, problem_of

MESSAGES_ON_A_PAGE = 50


class Shelf(StrEnum):
    """Where people find a message, as the address of the page says it."""

    PROBLEMS = "problems"
    WAITING = "waiting"
    SENT = "sent"
    CLOSED = "closed"


STATES: dict[Shelf, tuple[State, ...]] = {
    Shelf.PROBLEMS: PROBLEMS,
    Shelf.WAITING: (State.WAITING,),
    Shelf.SENT: (State.SENT,),
    Shelf.CLOSED: (State.CLOSED,),
}


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message as people see it who do not read it: neither its text nor the whole of its address."""

    id: UUID
    channel: str
    state: str
    receiver: str
    kind: str
    created_at: datetime
    problem: Problem | None
    sent_at: datetime | None
    is_uncertain: bool
    language: str
    wanted_language: str
    is_in_wanted_language: bool


@internal
def problems() -> "QuerySet[Message]":
    """Messages about which somebody must decide, the oldest first."""
    return Message.objects.filter(state__in=PROBLEMS).order_by("created_at")


@needs(SEE_MESSAGES)
def counts(*, asker: Asker) -> dict[Shelf, int]:
    """How many messages lie where; one query."""
    found = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    return {shelf: sum(found.get(state, 0) for state in states) for shelf, states in STATES.items()}


@needs(SEE_MESSAGES)
def messages_on(shelf: Shelf, *, asker: Asker, page: int) -> "Page[Any]":
    """A page of messages as ``MessageLine``: problems from the oldest on, others from the newest."""
    rows = Message.objects.filter(state__in=STATES[shelf]).defer("text", "html", "subject")
    ordered = rows.order_by("created_at" if shelf is Shelf.PROBLEMS else "-created_at", "pk")
    found: Page[Any] = Paginator(ordered, MESSAGES_ON_A_PAGE).get_page(page)
    found.object_list = [line_of(row) for row in found.object_list]
    return found


@needs(SEE_MESSAGES)
def message_unread(*, asker: Asker, message: UUID) -> Message | None:
    """A message for those who do not read it: what it says stays in the database. None when there is none."""
    return Message.objects.filter(pk=message).defer("text", "html", "subject").first()


@for_everybody
def line_of(row: Message) -> MessageLine:
    """A message that somebody got already, as a line of the page."""
    return MessageLine(
        id=row.pk,
        channel=str(Channel(row.channel).label),
        state=str(State(row.state).label),
        receiver=masked(row.receiver),
        kind=kind_name(row.kind),
        created_at=row.created_at,
        problem=problem_of(row.problem) if row.problem else None,
        sent_at=row.sent_at,
        is_uncertain=row.state == State.UNCERTAIN,
        language=language_name(row.language),
        wanted_language=language_name(row.wanted_language),
        is_in_wanted_language=row.is_in_wanted_language,
    )


@for_everybody
def folders_in_use() -> list[str]:
    """Which messages are put into folders because the settings name no server: ``mail``, ``sms``."""
    missing = (("mail", settings.MAIL_URL), ("sms", settings.SMS_URL))
    return [name for name, address in missing if not address]
