"""Say how many of a team are away, so that the days that are promised are true."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import TeamAway
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.presence import people_of
from zenne.mailroom.answers.reach import teams_of

LONGEST: Final = timedelta(days=366)
MOST_SAID: Final = 50
"""Of one team, for days that are not over."""


@dataclass(frozen=True, slots=True)
class Away:
    """``team`` is a key; both days are included."""

    team: str
    first_day: date
    last_day: date
    people: int


@needs(ANSWER_LETTERS)
@transaction.atomic
def say_who_is_away(*, asker: Asker, away: Away, today: date) -> TeamAway:
    """Keep it for the own team; nobody is named.

    Raises:
        AnswerRefused: ``unknown-team``, ``wrong-days``: the last before the first, over already, or more than a year
            from now; ``too-many-away``: more than the team has people, or none; ``said-too-much``.
    """
    team = next((each for each in teams_of(asker) if each.key == away.team), None)
    if team is None:
        raise AnswerRefused("unknown-team")
    if not (away.first_day <= away.last_day and today <= away.last_day <= today + LONGEST):
        raise AnswerRefused("wrong-days")
    if away.first_day < today - LONGEST:
        raise AnswerRefused("wrong-days")
    if not 0 < away.people <= people_of(team):
        raise AnswerRefused("too-many-away")
    if TeamAway.objects.filter(team=team, last_day__gte=today).count() >= MOST_SAID:
        raise AnswerRefused("said-too-much")
    row = TeamAway.objects.create(team=team, first_day=away.first_day, last_day=away.last_day, people=away.people)
    record(asker=asker, action="letters.say-away", thing=f"team:{team.key}", details={"people": away.people})
    return row
