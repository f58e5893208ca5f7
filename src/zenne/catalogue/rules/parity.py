"""How near each branch comes to a full city hall."""

from collections.abc import Mapping, Sequence
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
    """What is missing: the service itself, or a time for people who work all week."""

    SERVICE = "service"
    LATE_HOURS = "late_hours"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a branch lacks and another has: ``go_to`` is the slug of the nearest one, and how far it is."""

    branch: str
    service: str
    kind: GapKind
    go_to: str | None
    metres: float | None


@dataclass(frozen=True, slots=True)
class BranchFigure:
    """How near a branch comes to a full city hall.

    ``coverage``, from 0 to 1, is the one figure: of all visits that residents would make to counters in the city, the
    share that this branch can serve, where each service counts as often as it is needed (its popularity, at least 1).
    The others stand beside it and are not mixed into it: how many languages are spoken there, and for how long it is
    open in a normal week.
    """

    branch: str
    coverage: float
    services: int
    languages: int
    hours: WeekHours


@dataclass(frozen=True, slots=True)
class Parity:
    """The figure of every branch, and the gaps, in the order of branches and services that was given."""

    figures: tuple[BranchFigure, ...]
    gaps: tuple[Gap, ...]


def compare(branches: Sequence[BranchFacts], popularity: Mapping[str, int]) -> Parity:
    """Compare the branches. ``popularity``: the counter services of the city, each with how often it is needed."""
    figures = tuple(figure_of(branch, popularity) for branch in branches)
    gaps = [gap for branch in branches for service in popularity for gap in gaps_of(branch, service, branches)]
    return Parity(figures, tuple(gaps))


def figure_of(branch: BranchFacts, popularity: Mapping[str, int]) -> BranchFigure:
    needed = {service: max(often, 1) for service, often in popularity.items()}
    served = sum(often for service, often in needed.items() if service in branch.offers)
    return BranchFigure(
        branch=branch.slug,
        coverage=served / sum(needed.values()) if needed else 0.0,
        services=sum(service in branch.offers for service in needed),
        languages=len(branch.languages),
        hours=branch.hours,
    )


def gaps_of(branch: BranchFacts, service: str, branches: Sequence[BranchFacts]) -> list[Gap]:
    """What this branch lacks for a service; late hours only count as a gap where another branch has them."""
    here = branch.offers.get(service)
    elsewhere = [other for other in branches if other is not branch and service in other.offers]
    if here is None:
        return [gap_to(branch, service, GapKind.SERVICE, elsewhere)]
    late = [other for other in elsewhere if other.offers[service].hours.is_late]
    if not here.hours.is_late and late:
        return [gap_to(branch, service, GapKind.LATE_HOURS, late)]
    return []


def gap_to(branch: BranchFacts, service: str, kind: GapKind, others: Sequence[BranchFacts]) -> Gap:
    """A gap with the nearest of the branches that do not have it."""
    metres, slug = min(((between(branch, other), other.slug) for other in others), default=(None, None))
    return Gap(branch.slug, service, kind, slug, metres)


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
