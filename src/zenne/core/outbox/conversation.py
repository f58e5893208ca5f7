"""What an e-mail answers, and where an answer to it goes."""

from dataclasses import dataclass

from django.conf import settings

from zenne.core.outbox.models import Message


@dataclass(frozen=True, slots=True)
class Conversation:
    """How an e-mail hangs together with others (RFC 5322, 3.6.4).

    Attributes:
        reply_to: the address to which an answer goes; empty for that of the settings.
        answers: identifiers of the messages before it, the nearest last, without angle brackets.
        by_person: whether a person wrote it; otherwise it says that machines need not answer it (RFC 3834).
        unsubscribe: of messages that somebody asked for and that come again: the address of the page on which they end
            them (RFC 2369). What answers, or is about one thing that they did, has none.
    """

    reply_to: str = ""
    answers: tuple[str, ...] = ()
    by_person: bool = False
    unsubscribe: str = ""


def message_id(message: Message) -> str:
    """The identifier of an e-mail, without angle brackets. It comes from the message, so a second one is recognised."""
    return f"{message.pk}@{settings.MAIL_SENDER.rpartition('@')[2]}"
