"""What an answer may be made of: what was answered before, and what the catalogue says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from zenne.catalogue.public import PublicService, services
from zenne.core.access.public import Asker, internal
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.reach import threads_for
from zenne.mailroom.answers.without_person import AUTHOR
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.routing.public import Passage, Suggestion, suggest
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.passages import chosen, without_greeting
from zenne.mailroom.rules.redaction import redacted
from zenne.mailroom.rules.splitting import visible_reply

ANSWER: Final = "answer:"
SERVICE: Final = "service:"
AT_ONCE: Final = 500
MOST_OFFERED: Final = 5
MOST_LOOKED_AT: Final = 10
"""Of each language: some may be gone since they were made ready, or be those of another team."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as it goes into an answer.

    Attributes:
        service: that it is about, where that is known.
        answered_at: when it was sent as an answer; nothing for a text of the catalogue.
        writer: the address of whoever got that answer.
        title: the question of a ready answer.
    """

    key: str
    language: str
    text: str
    service: PublicService | None
    answered_at: datetime | None = None
    writer: str = ""
    title: str = ""


class MoreSources(Protocol):
    """What else may answer a letter: of a room above this one."""

    def best(self, asker: Asker, thread: Thread, letter: Letter, *, language: str) -> list[Source]:
        """Those that may answer it, in this language; the likest first."""
        ...

    def named(self, asker: Asker, thread: Thread, key: str, *, language: str) -> Source | None:
        """One of them; None for a key of somebody else, and for one that is gone."""
        ...


MORE: Final[list[MoreSources]] = []


def register_sources(more: MoreSources) -> None:
    """Say what else may answer letters. These come first: a team wrote them for such a letter."""
    MORE.append(more)


def answers_given() -> Iterator[Passage]:
    """What people answered without asking back, the newest first; it is found by the letters before it, too."""
    written = Answer.objects.filter(state=Answer.State.SENT, asks_back=False).exclude(author=AUTHOR)
    sent = written.order_by("-sent_at", "-pk")
    for answer in sent.select_related("thread").prefetch_related("thread__letters").iterator(chunk_size=AT_ONCE):
        before = [each for each in answer.thread.letters.all() if was_answered_by(each, answer)]
        letter = f"{before[0].subject}\n{visible_reply(before[0].text)}" if before else ""
        yield Passage(f"{ANSWER}{answer.uuid}", f"{letter}\n{without_greeting(answer.text)}", answer.language)


def was_answered_by(letter: Letter, answer: Answer) -> bool:
    return letter.kind == Kind.LETTER and letter.received_at <= answer.saved_at


@internal
def sources_for(asker: Asker, thread: Thread, letter: Letter) -> list[Source]:
    """The passages that may answer a letter, up to five: answers to letters that the asker may see, and services."""
    text = f"{letter.subject}\n{visible_reply(letter.text)}"
    guesses = suggest(text=text, language=letter.language, most=MOST_LOOKED_AT)
    found = [each for each in guesses if is_worth_it(each, letter.language)]
    answer_in = language_of_answer(thread, letter)
    usable = {each.key: each for each in looked_up(asker, thread, found, language=answer_in)}
    offered = chosen([each for each in found if each.key in usable], language=letter.language)
    first = [source for more in MORE for source in more.best(asker, thread, letter, language=answer_in)]
    return [*first, *(usable[each.key] for each in offered)][:MOST_OFFERED]


def is_worth_it(found: Suggestion, language: str) -> bool:
    """A service says the same in each language of the city: its own words are the surer way to it."""
    return found.language == language or language not in dict(settings.LANGUAGES) or found.key.startswith(ANSWER)


@internal
def source_of(asker: Asker, thread: Thread, key: str, *, language: str) -> Source | None:
    """One passage by its key, in this language where it has that; None when it is gone, or out of reach."""
    named = (more.named(asker, thread, key, language=language) for more in MORE)
    found = next((each for each in named if each is not None), None)
    return found or next(looked_up(asker, thread, [Suggestion(key, language, 1.0)], language=language), None)


def looked_up(asker: Asker, thread: Thread, found: Iterable[Suggestion], *, language: str) -> Iterator[Source]:
    keys = {each.key for each in found}
    for answer in answers_with(keys, asker).exclude(thread=thread).select_related("thread__service"):
        yield from_answer(answer)
    slugs = [key.removeprefix(SERVICE) for key in keys if key.startswith(SERVICE)]
    for service in services().filter(slug__in=slugs):
        yield from_service(service, language)


def answers_with(keys: Iterable[str], asker: Asker) -> QuerySet[Answer]:
    uuids = [found for key in keys if key.startswith(ANSWER) and (found := uuid_in(key)) is not None]
    return Answer.objects.filter(uuid__in=uuids, state=Answer.State.SENT, thread__in=threads_for(asker))


def uuid_in(key: str) -> UUID | None:
    try:
        return UUID(key.removeprefix(ANSWER))
    except ValueError:
        return None


def from_answer(answer: Answer) -> Source:
    letter = Letter.objects.filter(thread=answer.thread, kind=Kind.LETTER).first()
    return Source(
        key=f"{ANSWER}{answer.uuid}",
        language=answer.language,
        text=redacted(without_greeting(answer.text)),
        service=answer.thread.service,
        answered_at=answer.sent_at,
        writer=letter.sender if letter else "",
    )


def from_service(service: PublicService, language: str) -> Source:
    with translation.override(language):
        address = settings.BASE_URL + reverse("catalogue:service", args=[service.slug])
    shown = service.summary.shown_in(language)
    parts = (shown.text, service.description.get(shown.language, ""), address)
    return Source(f"{SERVICE}{service.slug}", shown.language, "\n\n".join(filter(None, parts)), service)


def language_of_answer(thread: Thread, letter: Letter) -> str:
    """In which the writer is most likely answered; the city's first where theirs is none of its languages."""
    wanted = thread.answer_in or letter.language
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGES[0][0]
