"""What a team sees of its ready answers."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from zenne.catalogue.public import PublicService
from zenne.core.access.public import Asker, needs
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import teams_of
from zenne.mailroom.letters.detection import language_of
from zenne.mailroom.ready.filling import NotFilled, filled
from zenne.mailroom.ready.history import Sent, last_sent
from zenne.mailroom.ready.matching import Compared, Match, match
from zenne.mailroom.ready.models import ReadyAnswer, ReadyText
from zenne.mailroom.ready.reach import ready_for
from zenne.mailroom.routing.public import route
from zenne.mailroom.routing.rules.ready_answers import Asked


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text in one language, as it would leave now; ``missing`` names the fact that is not known."""

    row: ReadyText
    now: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class OpenReady:
    """A ready answer with its texts and the last that it sent. ``is_own``: the asker wrote it."""

    ready: ReadyAnswer
    texts: list[ShownText]
    sent: list[Sent]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """What a letter would get. ``closest``: the ready answers of the asker's teams, also those that do not leave."""

    outcome: Match
    closest: tuple[Compared, ...]
    service: PublicService | None
    language: str


@needs(ANSWER_LETTERS)
def ready_list(*, asker: Asker) -> list[ReadyAnswer]:
    """The ready answers of the asker's teams."""
    return list(ready_for(asker).select_related("team", "service").order_by("team__key", "question", "pk"))


@needs(ANSWER_LETTERS)
def team_choices(*, asker: Asker) -> list[tuple[str, str]]:
    """The teams for which the asker may write: keys and names."""
    return [(each.key, str(each)) for each in teams_of(asker)]


@needs(ANSWER_LETTERS)
def ready_answer(*, asker: Asker, uuid: UUID, now: datetime) -> OpenReady | None:
    """One of them; nothing when it is that of another team."""
    row = ready_for(asker).select_related("team", "service", "branch").filter(uuid=uuid).first()
    if row is None:
        return None
    texts = [shown_text(row, each, now) for each in row.texts.all()]
    return OpenReady(row, texts, last_sent(row), is_own=row.written_by == asker.key)


def shown_text(ready: ReadyAnswer, row: ReadyText, now: datetime) -> ShownText:
    try:
        return ShownText(row, filled(ready, row.text, language=row.language, now=now))
    except NotFilled as lacking:
        return ShownText(row, "", missing=lacking.name)


@needs(ANSWER_LETTERS)
def tried(*, asker: Asker, subject: str, text: str, service: str, now: datetime) -> Trial:
    """What a letter with these words would get. ``service``: the one that its writer chose; empty: routing looks."""
    found = language_of(f"{subject}\n{text}")
    slug = service or route(subject=subject, text=text).service or ""
    row = PublicService.objects.filter(slug=slug, retired_at=None).first()
    asked = Asked(subject, text, is_language_sure=len(found.answer_in) == 1, is_service_sure=row is not None)
    matched = partial(match, asked, service=row, language=found.language, name="", now=now)
    leaving = ReadyAnswer.objects.filter(state=ReadyAnswer.State.APPROVED, sure_from__isnull=False)
    return Trial(matched(ready=leaving), matched(ready=ready_for(asker)).compared, row, found.language)
