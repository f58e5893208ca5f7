"""A branch with desks, staff and people for tests."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from zenne.accounts.public import Person
from zenne.catalogue.public import Branch, Offering, PublicOrganisation, PublicService, Topic
from zenne.core.access.public import NOBODY, Asker, AskerKind, Assurance
from zenne.core.content.public import announce_change
from zenne.core.languages.public import Translated
from zenne.counters.capacity.models import Desk, VisitType
from zenne.counters.queue.actions.call_next import call_next
from zenne.counters.queue.actions.open_desk import open_desk
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket
from zenne.counters.queue.models import Ticket
from zenne.workforce.public import Competence, StaffMember

MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""A Tuesday, nine o'clock in Brussels."""


def names(text: str) -> Translated:
    return Translated({"nl": text, "fr": text, "en": text})


def a_branch(slug: str = "centre", *, desks: int = 3, hours: str = "Mo-Fr 08:30-16:00") -> Branch:
    branch = Branch.objects.create(
        slug=slug, kind=Branch.Kind.BRANCH, name=names(slug.title()), street=names("Street"), locality=names("City"),
        number="1", postcode="1000", latitude=50.85, longitude=4.35, hours=hours,
        languages=["nl", "fr", "en"], desks=desks,
    )  # fmt: skip
    Desk.objects.bulk_create(Desk(branch=branch, number=number) for number in range(1, desks + 1))
    return branch


def a_visit(
    slug: str, *branches: Branch, minutes: int = 10, walk_in: bool = True, equipment: tuple[str, ...] = ()
) -> VisitType:
    topic, _ = Topic.objects.get_or_create(key="identity", defaults={"name": names("Identity"), "icon": "x"})
    owner, _ = PublicOrganisation.objects.get_or_create(key="population", defaults={"name": names("Population")})
    service = PublicService.objects.create(
        slug=slug, topic=topic, organisation=owner, name=names(slug.title()), summary=names(slug)
    )
    Offering.objects.bulk_create(Offering(service=service, branch=branch) for branch in branches)
    announce_change()
    return VisitType.objects.create(
        service=service, minutes=minutes, most_people=5, walk_in=walk_in, equipment=list(equipment)
    )


def a_member(
    branch: Branch, key: str, visits: Iterable[VisitType], *, languages: tuple[str, ...] = ("nl", "fr")
) -> Asker:
    """Somebody who works at a branch, as they ask."""
    person = Person.objects.create(name=key.title())
    member = StaffMember.objects.create(
        key=key, name=key.title(), branch=branch, person=person, languages=list(languages)
    )
    Competence.objects.bulk_create(Competence(member=member, service=visit.service) for visit in visits)
    return Asker(
        AskerKind.PERSON, f"person:{person.uuid}", key, permissions=frozenset({"counters.serve"}),
        assurance=Assurance.HIGH,
    )  # fmt: skip


def open_all_day() -> "Hall":
    """A branch that is open whenever the test runs."""
    return Hall(branch=a_branch(hours="24/7"), now=timezone.now())


@dataclass
class Hall:
    """A branch in the morning: two visits, three desks, and two members of staff who know both visits."""

    branch: Branch = field(default_factory=a_branch)
    now: datetime = MORNING

    def __post_init__(self) -> None:
        self.passport = a_visit("passport", self.branch)
        self.card = a_visit("card", self.branch)
        self.ada = a_member(self.branch, "ada", [self.passport, self.card])
        self.ben = a_member(self.branch, "ben", [self.passport, self.card])
        self.desks = list(Desk.objects.filter(branch=self.branch))

    def later(self, minutes: float) -> datetime:
        """Time passes."""
        self.now += timedelta(minutes=minutes)
        return self.now

    def open(self, asker: Asker, desk: int = 0) -> None:
        open_desk(asker=asker, desk=self.desks[desk], at=self.now)

    def take(
        self, visit: VisitType | None = None, *, need: str = "", language: str = "", source: str = "kiosk"
    ) -> Ticket:
        wanted = Wanted(visit or self.passport, 1, language, need)
        return take_ticket(asker=NOBODY, branch=self.branch, wanted=wanted, source=source, at=self.now)

    def call(self, asker: Asker, key: str = "") -> Ticket | None:
        return call_next(asker=asker, key=key or f"{asker.name}-{self.now:%d-%H-%M-%S}", at=self.now)
