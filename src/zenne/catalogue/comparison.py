"""The branches compared: what pages and the API say of their parity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from zenne.catalogue.models import Branch, Offering, PublicService, Topic
from zenne.catalogue.queries import branches, city, topics
from zenne.catalogue.rules.parity import (
    BranchFacts,
    BranchFigure,
    Gap,
    GapKind,
    OfferFacts,
    WeekHours,
    compare,
    week_hours,
)
from zenne.core.calendar.public import DaysOff, OpeningHours, working_calendar
from zenne.core.content.public import per_version
from zenne.core.languages.public import Translated

WEEKS = 4
"""Hours may differ from week to week; over four weeks they come round."""


@dataclass(frozen=True, slots=True)
class CounterService:
    """A service that people can ask for at a counter; ``popularity``: how often it is needed, 0 to 100."""

    slug: str
    name: Translated
    topic: str
    popularity: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A service at a branch: what it offers, or else where to go instead."""

    branch: Branch
    service: CounterService
    offer: OfferFacts | None
    gaps: tuple["ShownGap", ...]

    @property
    def instead(self) -> "ShownGap | None":
        """Where to go when the service is not offered here."""
        return next((shown for shown in self.gaps if shown.gap.kind == GapKind.SERVICE), None)

    @property
    def has_fewer_languages(self) -> bool:
        """Whether fewer languages are spoken for this service than at the branch."""
        return self.offer is not None and len(self.offer.languages) < len(self.branch.languages)


@dataclass(frozen=True, slots=True)
class ShownGap:
    """A gap with the service itself, and the branch to go to."""

    service: CounterService
    gap: Gap
    go_to: Branch | None


@dataclass(frozen=True, slots=True)
class BranchSummary:
    """A branch with its figure and its gaps: services that it does not offer, never in the evening or on Saturday, or
    not in every language.

    ``unspoken``: languages of the city that nobody speaks at this branch.
    """

    branch: Branch
    figure: BranchFigure
    missing: list[ShownGap]
    never_late: list[ShownGap]
    fewer_languages: list[ShownGap]
    unspoken: tuple[str, ...]

    @property
    def only_some_languages(self) -> list[ShownGap]:
        """Services with fewer languages than are spoken at this branch."""
        return [shown for shown in self.fewer_languages if set(shown.gap.languages) & set(self.branch.languages)]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The parity of the branches. ``rows``: for each counter service a cell per branch."""

    branches: tuple[Branch, ...]
    rows: tuple[tuple[CounterService, list[Cell]], ...]
    summaries: tuple[BranchSummary, ...]

    def of_topics(self, keys: Mapping[str, Topic]) -> list[tuple[Topic, list[tuple[CounterService, list[Cell]]]]]:
        """The rows by topic, of these topics only."""
        by_topic = groupby(self.rows, key=lambda row: row[0].topic)
        return [(keys[key], list(rows)) for key, rows in by_topic if key in keys]


@per_version
def comparison(version: str, day: date) -> Comparison:
    """The branches as they compare in the weeks from ``day`` on. Two queries, once per version and day."""
    services, facts = counter_services(), branch_facts(version, day)
    here = city(version)
    languages = tuple(here.languages) if here else ()
    needed = {service.slug: service.popularity for service in services}
    parity = compare(list(facts.values()), needed, languages=languages)
    known = {branch.slug: branch for branch in branches(version)}
    by_slug = {service.slug: service for service in services}
    gaps: dict[tuple[str, str], list[ShownGap]] = {}
    for gap in parity.gaps:
        shown = ShownGap(by_slug[gap.service], gap, known[gap.go_to] if gap.go_to else None)
        gaps.setdefault((gap.branch, gap.service), []).append(shown)

    def cell(service: CounterService, branch: Branch) -> Cell:
        found = tuple(gaps.get((branch.slug, service.slug), ()))
        return Cell(branch, service, facts[branch.slug].offers.get(service.slug), found)

    rows = tuple((service, [cell(service, branch) for branch in known.values()]) for service in services)
    summaries = [
        BranchSummary(
            branch,
            figure,
            missing=with_gap(rows, place, GapKind.SERVICE),
            never_late=with_gap(rows, place, GapKind.LATE_HOURS),
            fewer_languages=with_gap(rows, place, GapKind.LANGUAGES),
            unspoken=tuple(language for language in languages if language not in branch.languages),
        )
        for place, (branch, figure) in enumerate(zip(known.values(), parity.figures, strict=True))
    ]
    return Comparison(tuple(known.values()), rows, tuple(summaries))


def with_gap(rows: tuple[tuple[CounterService, list[Cell]], ...], place: int, kind: GapKind) -> list[ShownGap]:
    """The gaps of this kind of one branch, the one at ``place``; what is most needed comes first."""
    found = [shown for _, cells in rows for shown in cells[place].gaps if shown.gap.kind == kind]
    return sorted(found, key=lambda shown: -shown.service.popularity)


def counter_services() -> tuple[CounterService, ...]:
    """The services that people can ask for at a counter, by topic and then by need. One query."""
    found = PublicService.objects.current().select_related("topic")
    ordered = sorted(found, key=lambda service: (service.topic.position, -service.popularity, service.slug))
    return tuple(
        CounterService(service.slug, service.name, service.topic.key, service.popularity)
        for service in ordered
        if service.counter
    )


def branch_facts(version: str, day: date) -> Mapping[str, BranchFacts]:
    """The branches by slug with what they offer. One query."""
    rows = Offering.objects.filter(service__retired_at=None, branch__retired_at=None)
    given: dict[int, dict[str, tuple[str, list[str]]]] = {}
    for pk, slug, hours, languages in rows.values_list("branch_id", "service__slug", "hours", "languages"):
        given.setdefault(pk, {})[slug] = (hours, languages)
    return {
        branch.slug: BranchFacts(
            slug=branch.slug,
            latitude=branch.latitude,
            longitude=branch.longitude,
            languages=tuple(branch.languages),
            hours=normal_week(version, branch.hours, day),
            offers={
                slug: OfferFacts(tuple(languages or branch.languages), normal_week(version, hours or branch.hours, day))
                for slug, (hours, languages) in given.get(branch.pk, {}).items()
            },
        )
        for branch in branches(version)
    }


@per_version
def normal_week(version: str, expression: str, day: date) -> WeekHours:
    """An average week of opening hours in the four weeks from ``day`` on, as if there were no days off."""
    hours = OpeningHours(expression, working_calendar(version).time_zone, DaysOff())
    found = hours.intervals(day, day + timedelta(weeks=WEEKS, days=-1))
    return week_hours(found, weeks=WEEKS)


def counter_topics(version: str, day: date) -> dict[str, Topic]:
    """The topics that have counter services, by key, in the city's order."""
    used = {service.topic for service, _ in comparison(version, day).rows}
    return {topic.key: topic for topic in topics(version) if topic.key in used}
