"""What is covered in a day of a branch, and what is missing: hours, languages, services."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zenne.catalogue.public import Branch, all_places, service_names
from zenne.core.content.public import per_version
from zenne.counters.capacity.models import Shift, VisitType
from zenne.counters.capacity.opening import midnight
from zenne.counters.planning.days import opened_on, steps_of
from zenne.counters.planning.rules.gaps import stretches, uncovered
from zenne.counters.rules.quanta import moment_of, step_of
from zenne.counters.rules.seats import of_intervals
from zenne.workforce.public import known_services, language_names

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Missing:
    """A language or a service, by its name, and when nobody is there for it; ``is_whole``: all day."""

    what: str
    when: tuple[Stretch, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a day of a branch lacks. ``nobody``: when it is open and nobody is there at all."""

    nobody: tuple[Stretch, ...] = ()
    languages: tuple[Missing, ...] = ()
    services: tuple[Missing, ...] = ()

    @property
    def whole_services(self) -> list[Missing]:
        return [each for each in self.services if each.is_whole]

    @property
    def partly(self) -> list[Missing]:
        return [each for each in self.services if not each.is_whole]

    def __bool__(self) -> bool:
        return bool(self.nobody or self.languages or self.services)


@dataclass(frozen=True, slots=True)
class Abilities:
    """Who knows what, and what services need: the numbers of services by member, and what their desk must have."""

    known: Mapping[int, set[int]]
    needs: Mapping[int, frozenset[str]]

    def can_help(self, shift: Shift, service: int) -> bool:
        """Whether somebody in a shift can help with a service at their desk."""
        return service in self.known.get(shift.member_id, ()) and self.needs[service] <= set(shift.desk.equipment)


def abilities_of(shifts: Sequence[Shift]) -> Abilities:
    """What those in some shifts can do. Two queries."""
    needs: dict[int, frozenset[str]] = {}
    for service, equipment in VisitType.objects.filter(retired_at=None).values_list("service_id", "equipment"):
        needs[service] = needs.get(service, frozenset()) | frozenset(equipment)
    return Abilities(known_services({shift.member_id for shift in shifts}), needs)


@per_version
def offered_at(version: str, branch: int) -> tuple[tuple[int, str, str], ...]:
    """The services of a branch that people come for: number, slug, and when they are there."""
    hours = {
        service: place.hours
        for service, places in all_places(version).items()
        for place in places
        if place.branch.pk == branch
    }
    return tuple((each.pk, slug, hours[each.pk]) for slug, each in service_names(version).items() if each.pk in hours)


@dataclass(frozen=True, slots=True)
class Cover:
    """A day, and the steps of it in which each shift lies."""

    day: date
    version: str
    masks: tuple[tuple[Shift, int], ...]

    @classmethod
    def of(cls, day: date, shifts: Sequence[Shift], *, version: str) -> "Cover":
        """The cover that some shifts make."""
        origin, length = midnight(version, day), steps_of(day, version=version)
        spans = ((shift, (shift.first_step, step_of(shift.ends_at))) for shift in shifts)
        return cls(
            day, version, tuple((shift, of_intervals([span], start=origin, length=length)) for shift, span in spans)
        )

    def missing(self, what: str, hours: str, covering: Iterable[int]) -> Missing:
        """When something with these hours is open and nobody of those is there."""
        opened = opened_on(hours, self.day, version=self.version)
        left, origin = uncovered(opened, covering), midnight(self.version, self.day)
        when = tuple((moment_of(origin + first), moment_of(origin + end)) for first, end in stretches(left))
        return Missing(what, when, is_whole=left == opened)


def gaps_of(branch: Branch, day: date, shifts: Sequence[Shift], abilities: Abilities, *, version: str) -> Gaps:
    """What is missing on a day, of which these are all shifts."""
    cover = Cover.of(day, shifts, version=version)
    nobody = cover.missing("", branch.hours, (mask for _, mask in cover.masks))
    if nobody.is_whole:
        return Gaps(nobody.when)
    languages = [
        cover.missing(name, branch.hours, [mask for shift, mask in cover.masks if code in shift.member.languages])
        for code, name in zip(branch.languages, language_names(branch.languages), strict=True)
    ]
    names = service_names(version)
    services = [
        cover.missing(
            str(names[slug].name), hours, [mask for shift, mask in cover.masks if abilities.can_help(shift, number)]
        )
        for number, slug, hours in offered_at(version, branch.pk)
        if number in abilities.needs
    ]
    return Gaps(
        nobody.when, tuple(each for each in languages if each.when), tuple(each for each in services if each.when)
    )
