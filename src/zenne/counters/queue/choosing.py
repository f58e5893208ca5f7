"""What people can choose from at a kiosk or on their phone: the most asked first, all of it by topic, or by a word."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import get_language

from zenne.catalogue.public import Branch
from zenne.core.search.public import search
from zenne.counters.capacity.models import Shift, VisitType
from zenne.counters.capacity.names import visit_name
from zenne.counters.queue.queries import visits_at
from zenne.counters.queue.rooms import time_zone
from zenne.counters.queue.rules.calling import OpenDesk
from zenne.counters.queue.situation import open_desks, open_sessions
from zenne.workforce.public import Competence

FEW: Final = 12
"""So many are shown at once, without topics."""
MOST_ASKED: Final = 8
MOST_FOUND: Final = 24
BEST: Final = 3
LONGEST_TYPED: Final = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to come for. Who can help with it: somebody at a desk now, somebody from a later time on, or nobody."""

    visit: VisitType
    name: str
    is_helped: bool
    helped_from: datetime | None


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of a topic."""

    name: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Choices:
    """What is shown. ``found`` answers ``typed``; where there are few things, all are in ``first``.

    ``by_appointment``: names of what was found too, for which nobody takes a ticket.
    """

    typed: str
    found: list[Choice]
    by_appointment: list[str]
    first: list[Choice]
    groups: list[Group]
    any_desk: bool

    @property
    def are_many(self) -> bool:
        return bool(self.groups)


@dataclass(frozen=True, slots=True)
class Helping:
    """Which desks are open, and which services whoever comes later knows, and from when on."""

    desks: list[OpenDesk]
    later: dict[int, datetime]

    def choice(self, visit: VisitType) -> Choice:
        needed = set(visit.equipment)
        now = any(visit.service_id in desk.services and needed <= desk.equipment for desk in self.desks)
        return Choice(visit, visit_name(visit), now, None if now else self.later.get(visit.service_id))


def choices_at(branch: Branch, visits: list[VisitType], *, typed: str, at: datetime) -> Choices:
    """What can be chosen; ``visits`` come with the most asked first. Five queries at most, and a search."""
    helping = helping_at(branch, at)
    offered = [helping.choice(visit) for visit in visits]
    typed = " ".join(typed.split())[:LONGEST_TYPED]
    places = found_services(typed) if typed else {}
    found = [choice for choice in offered if choice.visit.service.slug in places]
    found.sort(key=lambda choice: (places[choice.visit.service.slug], choice.visit.step))
    are_few = len(offered) <= FEW
    return Choices(
        typed=typed,
        found=found,
        by_appointment=only_by_appointment(branch, places) if places else [],
        first=offered if are_few else offered[:MOST_ASKED],
        groups=[] if are_few else by_topic(offered),
        any_desk=bool(helping.desks),
    )


def found_services(typed: str) -> dict[str, int]:
    """The services that fit the words, as the search of the site finds them, with their places: the best has 0."""
    results = search(query=typed, language=get_language() or "en", kinds=["service"], limit=MOST_FOUND)
    return {hit.key: place for place, hit in enumerate(results.items)}


def only_by_appointment(branch: Branch, places: dict[str, int]) -> list[str]:
    """The names of the best that were found and need an appointment here."""
    best = [slug for slug, place in places.items() if place < BEST]
    names: dict[str, list[str]] = {}
    for visit in visits_at(branch, walk_in_only=False):
        if visit.service.slug in best and not visit.walk_in:
            names.setdefault(visit.service.slug, []).append(visit_name(visit))
    return [", ".join(steps) for steps in names.values()]


def by_topic(offered: Iterable[Choice]) -> list[Group]:
    """All of it, by the name of the topic, and in a topic by its own name."""
    groups: dict[str, list[Choice]] = defaultdict(list)
    for choice in offered:
        groups[choice.visit.service.topic.name.shown_in(get_language() or "en").text].append(choice)
    return [
        Group(name, sorted(choices, key=lambda choice: choice.name.casefold()))
        for name, choices in sorted(groups.items(), key=lambda each: each[0].casefold())
    ]


def helping_at(branch: Branch, at: datetime) -> Helping:
    """Who helps with what, now and later today. Five queries at most."""
    zone = time_zone()
    sessions = open_sessions(branch.pk, at, zone=zone)
    present = {session.member_id for session in sessions}
    coming = Shift.objects.filter(
        branch=branch, withdrawn_at=None, takes_walk_ins=True, starts_at__gt=at, starts_at__lt=at + timedelta(days=1)
    )
    begins = {
        member: begin
        for member, begin in coming.order_by("-starts_at").values_list("member_id", "starts_at")
        if member not in present and begin.astimezone(zone).date() == at.astimezone(zone).date()
    }
    later: dict[int, datetime] = {}
    for member, service in Competence.objects.filter(member__in=begins).values_list("member_id", "service_id"):
        later[service] = min(begins[member], later.get(service, begins[member]))
    return Helping(open_desks(sessions), later)
