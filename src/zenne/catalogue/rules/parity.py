"""How near each branch comes to a full city hall."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from zenne.catalogue.rules.distance import metres_between
from zenne.core.calendar.public import Interval

SATURDAY = 5
NO_TIME = timedelta()


@dataclass(frozen=True, slots=True)
class WeekHours:
    """For how long it is open in a normal week: in all, on weekday evenings, and on Saturday."""

    total: timedelta = NO_TIME
    evening: timedelta = NO_TIME
    saturday: timedelta = NO_TIME

    @property
    def is_late(self) -> bool:
        """Whether people who work all week can come."""
        return bool(self.evening or self.saturday)


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """A service at a branch: the languages and the hours that hold there for this service."""

    languages: tuple[str, ...]
    hours: WeekHours


@dataclass(frozen=True, slots=True)
class BranchFacts:
    """A branch, where it is (degrees, WGS 84), and what it offers by the slug of the service."""

    slug: str
    latitude: float
    longitude: float
    languages: tuple[str, ...]
    hours: WeekHours
    offers: Mapping[str, OfferFacts]


class GapKind(StrEnum):
    """What is missing: the service itself, a time for people who work all week, or languages at its desk."""

    SERVICE = "service"
    LATE_HOURS = "late_hours"
    LANGUAGES = "languages"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a branch lacks and another has: ``go_to`` is the slug of the nearest one, and how far it is.

    ``languages`` are those that are missing; of several branches that speak some of them, one with the most counts.
    """

    branch: str
    service: str
    kind: GapKind
    go_to: str | None
    metres: float | None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BranchFigure:
    """How near a branch comes to a full city hall.

    ``coverage``, from 0 to 1, is the one figure: of all visits that residents would make to counters in the city, the
    share that this branch can serve, where each service counts as often as it is needed (its popularity, at least 1).
    The others stand beside it and are not mixed into it: in how many of the city's languages it can serve these visits
    (``language_coverage``, from 0 to 1, each visit by need and each language that the service has anywhere counting the
    same), how many languages are spoken there, and for how long it is open in a normal week.
    """

    branch: str
    coverage: float
    language_coverage: float
    services: int
    languages: int
    hours: WeekHours


@dataclass(frozen=True, slots=True)
class Parity:
    """The figure of every branch, and the gaps, in the order of branches and services that was given."""

    figures: tuple[BranchFigure, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """All branches, and the languages of the city."""

    branches: Sequence[BranchFacts]
    languages: Sequence[str]

    def offering(self, service: str) -> list[BranchFacts]:
        return [branch for branch in self.branches if service in branch.offers]

    def spoken_somewhere(self, service: str, languages: Iterable[str]) -> list[str]:
        """Those of ``languages`` in which a service is to be had at one branch at least, each once."""
        spoken = {language for branch in self.offering(service) for language in branch.offers[service].languages}
        return [language for language in dict.fromkeys(languages) if language in spoken]


def compare(branches: Sequence[BranchFacts], popularity: Mapping[str, int], *, languages: Sequence[str] = ()) -> Parity:
    """Compare the branches.

    ``popularity``: the counter services of the city, each with how often it is needed. ``languages``: the city's own.
    """
    all_of_them = Compared(branches, languages)
    figures = tuple(figure_of(branch, popularity, all_of_them) for branch in branches)
    gaps = [gap for branch in branches for service in popularity for gap in gaps_of(branch, service, all_of_them)]
    return Parity(figures, tuple(gaps))


def figure_of(branch: BranchFacts, popularity: Mapping[str, int], all_of_them: Compared) -> BranchFigure:
    needed = {service: max(often, 1) for service, often in popularity.items()}
    served = {service: often for service, often in needed.items() if service in branch.offers}
    in_languages = sum(often * share_of_languages(branch, service, all_of_them) for service, often in served.items())
    return BranchFigure(
        branch=branch.slug,
        coverage=sum(served.values()) / sum(needed.values()) if needed else 0.0,
        language_coverage=min(in_languages / sum(served.values()), 1.0) if served else 0.0,
        services=sum(service in branch.offers for service in needed),
        languages=len(branch.languages),
        hours=branch.hours,
    )


def share_of_languages(branch: BranchFacts, service: str, all_of_them: Compared) -> float:
    """Of the city's languages in which a service is to be had somewhere, the share in which it is to be had here."""
    wanted = all_of_them.spoken_somewhere(service, all_of_them.languages)
    here = branch.offers[service].languages
    return sum(language in here for language in wanted) / len(wanted) if wanted else 1.0


def gaps_of(branch: BranchFacts, service: str, all_of_them: Compared) -> list[Gap]:
    """What this branch lacks for a service; late hours and languages only count where another branch has them.

    The languages that count are those of the city, and those that are spoken at this branch for other services.
    """
    here = branch.offers.get(service)
    elsewhere = [other for other in all_of_them.offering(service) if other is not branch]
    if here is None:
        return [gap_to(branch, service, GapKind.SERVICE, elsewhere)]
    found = []
    late = [other for other in elsewhere if other.offers[service].hours.is_late]
    if not here.hours.is_late and late:
        found.append(gap_to(branch, service, GapKind.LATE_HOURS, late))
    wanted = all_of_them.spoken_somewhere(service, [*all_of_them.languages, *branch.languages])
    if missing := tuple(language for language in wanted if language not in here.languages):
        found.append(gap_to(branch, service, GapKind.LANGUAGES, speaking(missing, service, elsewhere), missing))
    return found


def speaking(languages: Sequence[str], service: str, branches: Sequence[BranchFacts]) -> list[BranchFacts]:
    """The branches where a service is to be had in the most of these languages."""
    counted = [(len({*languages} & {*branch.offers[service].languages}), branch) for branch in branches]
    most = max((count for count, _branch in counted), default=0)
    return [branch for count, branch in counted if count == most]


def gap_to(
    branch: BranchFacts, service: str, kind: GapKind, others: Sequence[BranchFacts], languages: tuple[str, ...] = ()
) -> Gap:
    """A gap with the nearest of the branches that do not have it."""
    metres, slug = min(((between(branch, other), other.slug) for other in others), default=(None, None))
    return Gap(branch.slug, service, kind, slug, metres, languages)


def between(one: BranchFacts, other: BranchFacts) -> float:
    return metres_between(
        from_latitude=one.latitude,
        from_longitude=one.longitude,
        to_latitude=other.latitude,
        to_longitude=other.longitude,
    )


def week_hours(opened: Sequence[Interval], *, weeks: int) -> WeekHours:
    """The average week, from when it is open over some weeks."""
    on_saturday = [interval for interval in opened if interval.start.weekday() == SATURDAY]
    return WeekHours(
        total=sum((interval.length for interval in opened), NO_TIME) / weeks,
        evening=sum((interval.evening for interval in opened), NO_TIME) / weeks,
        saturday=sum((interval.length for interval in on_saturday), NO_TIME) / weeks,
    )
