"""From which letters routing learns: those whose service a person has said."""

from collections.abc import Iterator

from zenne.mailroom.letters.models import Letter
from zenne.mailroom.routing.public import Example
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.splitting import visible_reply


def letters_with_service() -> Iterator[Example]:
    """The letters of each conversation with a service that the writer chose, a team gave it, or a team answered as."""
    known = Letter.objects.filter(kind=Kind.LETTER, thread__is_guessed=False, thread__service__isnull=False)
    rows = known.values_list("subject", "text", "language", "thread__service__slug", "received_at")
    for subject, text, language, service, at in rows.order_by("pk").iterator():
        yield Example(subject, visible_reply(text), language, service, at)
