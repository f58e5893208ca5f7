"""Find letters that the asker may read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import ANSWERING, BECAUSE
from zenne.mailroom.answers.colleagues import open_questions_of, sight_of
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import threads_for
from zenne.mailroom.desk.queries import ShownLetter, shown
from zenne.mailroom.letters.finding import find
from zenne.mailroom.letters.models import Thread

ON_A_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class FoundLetters:
    """A page of the conversations that fit, the best first; ``total``: on all pages; ``is_more``: others fit as well,
    which were not looked at. ``previous`` and ``following``: the pages beside it, 0 for none."""

    letters: list[ShownLetter]
    total: int
    is_more: bool
    page: int
    pages: int

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def following(self) -> int:
        return self.page + 1 if self.page < self.pages else 0


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def find_letters(*, asker: Asker, typed: str, page: int, now: datetime) -> FoundLetters:
    """Those of the own teams and those about which the asker is asked, open or not; a page beyond the last is the last.

    The search is written down with the number that it found, not with what was typed: that may be a name. Nothing more
    is shown of a letter than in the list of the team, and opening one is written down for its writer.
    """
    found = find(typed, sight=sight_of(asker))
    who = asker.working_on(f"{localdate(now):%Y-%m-%d}", purpose=ANSWERING)
    record(asker=who, action="letters.find", details={"found": len(found.threads)})
    pages = max(1, -(-len(found.threads) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    keys = found.threads[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    rows = Thread.objects.select_related("service", "team").in_bulk(keys)
    asked = asked_about(asker, keys)
    letters = shown([rows[key] for key in keys if key in rows], now=now, asked=asked)
    return FoundLetters(letters, len(found.threads), found.is_more, page, pages)


def asked_about(asker: Asker, threads: tuple[int, ...]) -> dict[int, UUID]:
    """The conversations that the asker reads only because of a question, with that question."""
    own = threads_for(asker).filter(pk__in=threads).values("pk")
    asked = open_questions_of(asker).filter(thread__in=threads).exclude(thread__in=own)
    return dict(asked.values_list("thread", "uuid"))
