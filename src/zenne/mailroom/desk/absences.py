"""Who is said to be away, for those of the team."""

from dataclasses import dataclass
from datetime import date

from zenne.core.access.public import Asker, needs
from zenne.mailroom.answers.models import TeamAway
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.presence import people_of
from zenne.mailroom.answers.reach import teams_of


@dataclass(frozen=True, slots=True)
class OwnTeam:
    """A team of the asker. ``people``: how many there are in it."""

    key: str
    name: str
    people: int


@needs(ANSWER_LETTERS)
def own_teams(*, asker: Asker) -> list[OwnTeam]:
    """The teams for which the asker may say it."""
    return [OwnTeam(each.key, str(each), people_of(each)) for each in teams_of(asker)]


@needs(ANSWER_LETTERS)
def own_absences(*, asker: Asker, today: date) -> list[TeamAway]:
    """What is said about days that are not over, the first day first."""
    return list(TeamAway.objects.filter(team__in=teams_of(asker), last_day__gte=today).select_related("team"))
