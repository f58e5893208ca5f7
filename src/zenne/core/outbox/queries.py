"""Messages, and how many need somebody."""

from django.db.models import QuerySet

from zenne.core.outbox.models import PROBLEMS, Message


def problems() -> "QuerySet[Message]":
    """Messages about which somebody must decide, the oldest first."""
    return Message.objects.filter(state__in=PROBLEMS).order_by("created_at")


def messages_in(state: str) -> "QuerySet[Message]":
    """Messages in a state, the newest first."""
    return Message.objects.filter(state=state).order_by("-created_at")
