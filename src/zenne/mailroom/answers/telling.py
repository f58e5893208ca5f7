"""Messages to whoever wrote: each hangs on the letter that it is about, and an answer to it comes back."""

from collections.abc import Mapping
from email import message_from_bytes
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from zenne.core.outbox.public import Conversation, Message, WrongReceiver, message_id, send_email
from zenne.mailroom.letters.conversations import sure_language
from zenne.mailroom.letters.models import Letter, Merger, Reference, Thread
from zenne.mailroom.letters.models import Message as LetterMessage
from zenne.mailroom.letters.reply_tokens import reply_address
from zenne.mailroom.letters.tokens import letter_token
from zenne.mailroom.rules.headers import message_ids, raw_header
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.languages import languages_written, written_for
from zenne.mailroom.rules.threads import reference_key

OFFICIAL: Final = ("nl", "fr")
MOST_REFERENCES: Final = 10
LONGEST_IDENTIFIER: Final = 200


def last_letter(thread: Thread) -> Letter | None:
    """The letter that is answered."""
    return Letter.objects.filter(thread=thread, kind=Kind.LETTER).order_by("-received_at", "-pk").first()


def receivers_of(thread: Thread) -> list[Letter]:
    """The last letter of each writer whom an answer reaches: the last writer, and those that were put together."""
    last = last_letter(thread)
    rows = Merger.objects.filter(into=thread).values_list("letter__sender_key", "beside__sender_key")
    keys = {key for row in rows for key in row if key} - {last.sender_key if last else ""}
    letters = Letter.objects.filter(thread=thread, kind=Kind.LETTER, sender_key__in=keys)
    others = {each.sender_key: each for each in letters.order_by("received_at", "pk")}
    return [each for each in [last, *others.values()] if each is not None and each.sender]


def languages_of(thread: Thread) -> tuple[str, ...]:
    """In which the writer is written to: Dutch and French both where theirs is not sure, as the law asks."""
    return (thread.answer_in,) if thread.answer_in else OFFICIAL


def languages_to(thread: Thread, letter: Letter, *, of: int) -> tuple[str, ...]:
    """In which one of the writers is written to: where letters of several were put together, each in their own.

    Args:
        letter: the last of that writer.
        of: how many writers there are.
    """
    if of < 2:
        return languages_of(thread)
    merger = Merger.objects.filter(into=thread, letter__sender_key=letter.sender_key).select_related("thread").first()
    before = merger.thread.answer_in if merger else ""
    own = sure_language(languages_written(letter.language, letter.languages)) or before
    return (own,) if own else OFFICIAL


def spoken_by(thread: Thread) -> list[tuple[Letter, tuple[str, ...]]]:
    """The last letter of each writer whom an answer reaches, with the languages in which they are written to."""
    letters = receivers_of(thread)
    return [(each, languages_to(thread, each, of=len(letters))) for each in letters]


def tell(  # noqa: PLR0913 - a message has these parts
    thread: Thread,
    letter: Letter,
    *,
    template: str,
    context: Mapping[str, Any],
    languages: tuple[str, ...],
    idempotency_key: str,
    by_person: bool = False,
) -> Message | None:
    """Write a message in the transaction of the fact; None to whoever has no address that takes mail."""
    if not letter.sender:
        return None
    own = {"letter": letter, "thread": thread, "languages": languages}
    own["status_address"] = status_address(thread, language=languages[0])
    own["reply_subject"] = reply_to(letter.subject)
    try:
        message = send_email(
            to=letter.sender,
            language=languages[0],
            template=f"answers/mail/{template}.html",
            context={**own, **context},
            idempotency_key=idempotency_key,
            conversation=conversation_of(thread, letter, by_person=by_person),
        )
    except WrongReceiver:
        return None
    key = reference_key(message_id(message))
    Reference.objects.get_or_create(key=key, defaults={"thread": thread})
    return message


def tell_all(thread: Thread, *, idempotency_key: str, languages: tuple[str, ...] = (), **said: Any) -> Message | None:
    """Write to each writer of a conversation; the message to the last of them, or to the first who has an address.

    ``languages``: in which somebody wrote the text; who reads none of them gets the first. Else each gets theirs.
    """
    told = [
        tell(
            thread,
            letter,
            idempotency_key=f"{idempotency_key}:{letter.sender_key[:16]}" if number else idempotency_key,
            languages=written_for(spoken, languages) if languages else spoken,
            **said,
        )
        for number, (letter, spoken) in enumerate(spoken_by(thread))
    ]
    return next((message for message in told if message is not None), None)


def reply_to(subject: str) -> str:
    """The subject of an answer: mail programs put it with the letter when it begins so (RFC 5322, 3.6.5)."""
    return subject if not subject or subject.lower().startswith("re:") else f"Re: {subject}"


def conversation_of(thread: Thread, letter: Letter, *, by_person: bool) -> Conversation:
    address = reply_address(thread.uuid, address=settings.MAIL_REPLY_TO or settings.MAIL_SENDER)
    return Conversation(address, identifiers_in(letter) if letter.channel == Letter.Channel.MAIL else (), by_person)


def identifiers_in(letter: Letter) -> tuple[str, ...]:
    """Those of the letter and of what it answers, of its own bytes; one that could break a header is left out."""
    raw = LetterMessage.objects.filter(letter=letter.origin_id).order_by("pk").values_list("raw", flat=True).first()
    source = message_from_bytes(bytes(raw or b""))
    found = message_ids(f"{raw_header(source, 'References')} {raw_header(source, 'Message-ID')}")
    usable = [each for each in found if each.isascii() and each.isprintable() and len(each) <= LONGEST_IDENTIFIER]
    return tuple(each for each in usable[-MOST_REFERENCES:] if not set(each) & set(" <>"))


def status_address(thread: Thread, *, language: str = "") -> str:
    with translation.override(language or languages_of(thread)[0]):
        return settings.BASE_URL + reverse("intake:status", args=[letter_token(thread.uuid)])
