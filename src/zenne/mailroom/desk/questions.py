"""What colleagues ask each other about letters, as they read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from zenne.accounts.public import holders_with
from zenne.core.access.public import internal
from zenne.mailroom.answers.models import ColleagueQuestion


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with the names of those in it; ``asked``: whom, a person or a team."""

    question: ColleagueQuestion
    asker: str
    asked: str
    replier: str


@internal
def shown_questions(questions: Iterable[ColleagueQuestion]) -> list[ShownQuestion]:
    """With the names as they are now. Two queries."""
    rows = list(questions)
    keys = {key for row in rows for key in (row.asker, row.asked_person, row.replier) if key}
    holders = holders_with(keys) if keys else {}
    names = {key: holder.name for key, holder in holders.items()}
    nobody = gettext("A colleague")
    return [
        ShownQuestion(
            row,
            names.get(row.asker, nobody),
            names.get(row.asked_person, nobody) if row.asked_team is None else str(row.asked_team),
            names.get(row.replier, nobody),
        )
        for row in rows
    ]
