"""Whether the days that were named to writers held, in the last three months that were counted: in all and by team."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Sum

from zenne.accounts.public import Team
from zenne.catalogue.public import PublicService
from zenne.core.languages.public import Translated
from zenne.dataportal.public import SMALLEST_COUNT, about, share, shown
from zenne.mailroom.figures.models import LetterWeek

WEEKS: Final = 13
WEEK: Final = timedelta(days=7)
WANTED: Final = 0.9
"""Of the days that are named, so many are to hold."""
NO_TEAM: Final = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Some named days, in fives, and the share that held; None where it would tell of single letters."""

    days: int
    share: float | None


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """What was named for the days of a week."""

    monday: date
    kept: Kept


@dataclass(frozen=True, slots=True)
class KeptTeam:
    """What was named for the letters of a team; ``name`` is empty for letters that belong to no service."""

    name: Translated
    kept: Kept


@dataclass(frozen=True, slots=True)
class KeptDays:
    """From the first to the last day, each week and each team that may be shown; ``hides`` says that some may not."""

    first: date
    last: date
    all: Kept
    weeks: list[KeptWeek]
    teams: list[KeptTeam]
    hides: bool

    @property
    def is_as_wanted(self) -> bool:
        return self.all.share is not None and self.all.share >= WANTED


def kept_days() -> KeptDays | None:
    """The figures, of weeks that do not change any more; None before the first was counted. Four queries."""
    last = LetterWeek.objects.order_by("-week").values_list("week", flat=True).first()
    if last is None:
        return None
    first = last - (WEEKS - 1) * WEEK
    rows = LetterWeek.objects.filter(week__gte=first, week__lte=last).order_by("week")
    by_week = sums(rows.values("week").annotate(named=Sum("promised"), came_true=Sum("held")), "week")
    by_service = sums(
        rows.order_by("service").values("service").annotate(named=Sum("promised"), came_true=Sum("held")), "service"
    )
    by_team = of_teams(by_service)
    named = {team: counts[0] for team, counts in by_team.items() if counts[0]}
    visible = shown(named)
    names = {team.key: team.name for team in Team.objects.filter(key__in=visible)}
    return KeptDays(
        first=min(by_week),
        last=last + WEEK - timedelta(days=1),
        all=kept(*(sum(counts[place] for counts in by_week.values()) for place in (0, 1))),
        weeks=[KeptWeek(monday, kept(*counts)) for monday, counts in by_week.items()],
        teams=[
            KeptTeam(names.get(team, Translated()), kept(*by_team[team]))
            for team in sorted(visible, key=lambda team: (not team, team))
        ],
        hides=len(visible) < len(named),
    )


def sums(rows: Any, name: str) -> dict[Any, tuple[int, int]]:
    return {row[name]: (row["named"], row["came_true"]) for row in rows}


def of_teams(by_service: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The sums of the services that each team owns; of other letters under ``NO_TEAM``."""
    owners = PublicService.objects.filter(slug__in=by_service).values_list("slug", "organisation__key")
    owner = dict(owners)
    found: dict[str, tuple[int, int]] = {}
    for service, (named, held) in by_service.items():
        before = found.get(owner.get(service, NO_TEAM), (0, 0))
        found[owner.get(service, NO_TEAM)] = (before[0] + named, before[1] + held)
    return found


def kept(named: int, held: int) -> Kept:
    return Kept(about(named) if named >= SMALLEST_COUNT else 0, share(held, named))
