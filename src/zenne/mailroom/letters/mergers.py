"""Conversations that were put together: what leads to one leads to the one that lives on."""

from typing import Any

from zenne.mailroom.letters.models import Letter, Merger, Thread


def living(thread: Thread) -> Thread:
    """The conversation itself, or the one into which it was put; then no letter is in it any more."""
    if thread.state != Thread.State.NONE:
        return thread
    merger = Merger.objects.filter(thread=thread).select_related("into").first()
    return merger.into if merger else thread


def lock_living(**named: Any) -> Thread:
    """The conversation that lives on, which nobody else changes meanwhile, in a transaction."""
    thread = Thread.objects.select_for_update(of=("self",)).select_related("service", "team").get(**named)
    if thread.state != Thread.State.NONE:
        return thread
    into = Merger.objects.filter(thread=thread).values_list("into", flat=True).first()
    return thread if into is None else lock_living(pk=into)


def first_letter(thread: Thread) -> Letter | None:
    """The first letter of a conversation itself, whatever else was put together with it."""
    for lookup, column in (({"thread": thread}, "letter"), ({"into": thread}, "beside")):
        merger = Merger.objects.filter(**lookup).select_related(column).first()
        if merger is not None:
            found: Letter | None = getattr(merger, column)
            return found
    return Letter.objects.filter(thread=thread).order_by("received_at", "pk").first()
