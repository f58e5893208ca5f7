"""A branch of a demonstration that lives: invented people come, invented colleagues help, by the real actions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4

from zenne.accounts.public import DEMO_IDENTITIES, Person
from zenne.catalogue.public import Branch
from zenne.core.access.public import NOBODY, Asker, AskerKind, Assurance, codes
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Desk, Shift, VisitType
from zenne.counters.figures.rules.morning import WAITED_FOR, Plan, arrivals, plan
from zenne.counters.queue.actions.call_next import call_next
from zenne.counters.queue.actions.close_desk import close_desk
from zenne.counters.queue.actions.come import come
from zenne.counters.queue.actions.finish import finish
from zenne.counters.queue.actions.leave_queue import leave_queue
from zenne.counters.queue.actions.no_show import no_show
from zenne.counters.queue.actions.open_desk import open_desk
from zenne.counters.queue.actions.start_helping import start_helping
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import AT_A_DESK, OPEN, DeskSession, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.queries import visits_at
from zenne.counters.queue.rooms import day_of
from zenne.counters.queue.rules.priority import EARLY, LATE, Need
from zenne.workforce.public import Competence, StaffMember

MOST_DESKS: Final = 6
LEFT_FREE: Final = 1
"""So many desks are left for whoever looks around."""
SOURCES: Final = (Ticket.Source.KIOSK, Ticket.Source.KIOSK, Ticket.Source.PHONE, Ticket.Source.HOME)
USUAL_MINUTES: Final = 12.0
READ_ALONG: Final = ("visit_type__service", "branch")
Helped = list[tuple[set[int], set[str]]]
"""Of each desk at work, the services that somebody there can help with, and what stands there."""


@dataclass(slots=True)
class Morning:
    """One branch at one moment; ``seconds`` have passed since it was looked at last.

    ``invented`` are the tickets of invented people: those of others are theirs.
    """

    branch: Branch
    now: datetime
    seconds: float
    is_open: bool
    invented: set[UUID]
    chance: Random = field(default_factory=Random)
    done: int = 0

    def go_on(self) -> int:
        """Let everybody do what is due. Returns how many things were done."""
        if self.is_open:
            self.open_desks()
            self.let_people_come()
        self.let_people_move()
        self.work()
        return self.done

    def try_to(self, action: Callable[..., Any], **arguments: Any) -> Any:
        """Do something as anybody would; whoever looks around may have been faster."""
        try:
            found = action(**arguments)
        except QueueRefused:
            return None
        self.done += 1
        return found

    def open_desks(self) -> None:
        """Colleagues who are planned now sit down, as long as there are desks to spare."""
        free = Desk.objects.filter(branch=self.branch, retired_at=None).count() - LEFT_FREE
        at_work = sessions_of(self.branch)
        room = max(min(free, MOST_DESKS), 1) - len(at_work)
        there = {session.member_id for session in at_work}
        for shift in shifts_now(self.branch, self.now):
            if room > 0 and shift.member_id not in there:
                asker = asker_of(shift.member)
                room -= self.try_to(open_desk, asker=asker, desk=shift.desk, at=self.now) is not None

    def let_people_come(self) -> None:
        """New visitors, and those whose appointment is near: as far as somebody is there who can help them."""
        today = Ticket.objects.filter(branch=self.branch, day=day_of(self.now), state__in=OPEN)
        waiting = today.filter(state__in=(Ticket.State.WAITING, Ticket.State.COMING)).count()
        at_work = sessions_of(self.branch)
        helped = helped_by(at_work)
        visits = [visit for visit in visits_at(self.branch) if can_help(helped, visit)]
        count = arrivals(self.chance, desks=len(at_work), waiting=waiting, seconds=self.seconds, minutes=USUAL_MINUTES)
        if at_work and not today.exists():
            count = 2 * len(at_work)  # the doors open
        for _each in range(count if visits else 0):
            self.take(self.chance.choices(visits, [max(each.service.popularity, 1) for each in visits])[0])
        for booking in appointments_now(self.branch, self.now):
            if can_help(helped, booking.visit_type) and plan(str(booking.uuid), minutes=USUAL_MINUTES).comes:
                wanted = Wanted(booking.visit_type, booking.people, booking.language, "", booking)
                self.take_place(wanted, Ticket.Source.APPOINTMENT)

    def take(self, visit: VisitType) -> None:
        """Somebody without an appointment; some need to wait less, some want another language."""
        language = self.chance.choice([*self.branch.languages, "", "", ""])
        need = self.chance.choice([*(each.value for each in Need), *[""] * 20])
        self.take_place(Wanted(visit, 1, language, need), self.chance.choice(SOURCES))

    def take_place(self, wanted: Wanted, source: Ticket.Source) -> None:
        ticket = self.try_to(
            take_ticket, asker=NOBODY, branch=self.branch, wanted=wanted, source=source.value, at=self.now
        )
        if ticket is not None:
            self.invented.add(ticket.uuid)

    def let_people_move(self) -> None:
        """Those from home arrive; a few give up."""
        on_the_way = (Ticket.State.COMING, Ticket.State.WAITING)
        today = Ticket.objects.filter(branch=self.branch, day=day_of(self.now), state__in=on_the_way)
        for ticket in today.select_related(*READ_ALONG):
            if ticket.uuid not in self.invented:
                continue
            doing, waited = plan_of(ticket), (self.now - ticket.taken_at).total_seconds()
            if ticket.state == Ticket.State.COMING and waited >= doing.arrives:
                self.try_to(come, asker=NOBODY, ticket=ticket, at=self.now)
            elif doing.gives_up is not None and waited >= doing.gives_up and ticket.due_at is None:
                self.try_to(leave_queue, asker=NOBODY, ticket=ticket, at=self.now)

    def work(self) -> None:
        """Each colleague goes on with whoever is at their desk, or calls the next; who is done goes home."""
        planned = {shift.member_id for shift in shifts_now(self.branch, self.now)}
        waiting = Ticket.objects.filter(branch=self.branch, day=day_of(self.now), state=Ticket.State.WAITING)
        for session in sessions_of(self.branch):
            asker = asker_of(session.member)
            at_desk = Ticket.objects.filter(desk=session.desk, state__in=AT_A_DESK).select_related(*READ_ALONG)
            ticket = at_desk.first()
            if ticket is not None:
                self.go_on_with(ticket, asker)
            elif waiting.exists() and self.try_to(call_next, asker=asker, key=uuid4().hex, at=self.now):
                continue
            elif session.member_id not in planned or not self.is_open:
                self.try_to(close_desk, asker=asker, at=self.now)

    def go_on_with(self, ticket: Ticket, asker: Asker) -> None:
        doing = plan_of(ticket)
        since_call = (self.now - (ticket.called_at or self.now)).total_seconds()
        if ticket.state == Ticket.State.CALLED and not doing.comes:
            if since_call >= WAITED_FOR:
                self.try_to(no_show, asker=asker, ticket=ticket, at=self.now)
        elif ticket.state == Ticket.State.CALLED and since_call >= doing.walks:
            self.try_to(start_helping, asker=asker, ticket=ticket, at=self.now)
        elif ticket.state == Ticket.State.AT_DESK and since_call >= doing.walks + doing.stays:
            self.try_to(finish, asker=asker, ticket=ticket, at=self.now)


def plan_of(ticket: Ticket) -> Plan:
    """What the holder of a ticket is going to do."""
    return plan(str(ticket.uuid), minutes=ticket.visit_type.minutes)


def shifts_now(branch: Branch, now: datetime) -> list[Shift]:
    """The shifts of invented colleagues at this moment; nobody's who looks around."""
    found = Shift.objects.filter(
        branch=branch, withdrawn_at=None, starts_at__lte=now, ends_at__gt=now, member__key__startswith=keys(branch)
    )
    return list(found.exclude(member__person__uuid__in=visitors()).select_related("member__person", "desk"))


def sessions_of(branch: Branch) -> list[DeskSession]:
    """The desks at which invented colleagues are."""
    found = DeskSession.objects.filter(
        desk__branch=branch, closed_at=None, member__key__startswith=keys(branch), member__person__isnull=False
    )
    return list(found.exclude(member__person__uuid__in=visitors()).select_related("member__person", "desk"))


def helped_by(at_work: list[DeskSession]) -> Helped:
    """What can be helped with. One query."""
    services: dict[int, set[int]] = {}
    known = Competence.objects.filter(member__in=[session.member_id for session in at_work])
    for member, service in known.values_list("member_id", "service_id"):
        services.setdefault(member, set()).add(service)
    return [(services.get(session.member_id, set()), set(session.desk.equipment)) for session in at_work]


def can_help(helped: Helped, visit: VisitType) -> bool:
    return any(visit.service_id in services and set(visit.equipment) <= there for services, there in helped)


def keys(branch: Branch) -> str:
    """How the keys of invented colleagues begin."""
    return f"demo-{branch.slug}-"


def visitors() -> list[Any]:
    """Those as whom people look around."""
    return [identity.uuid for identity in DEMO_IDENTITIES.values()]


def asker_of(member: StaffMember) -> Asker:
    """An invented colleague as they ask. Their account is made when they first need one; nobody can sign in to it."""
    if member.person is None:
        member.person = Person.objects.create(name=member.name)
        StaffMember.objects.filter(pk=member.pk).update(person=member.person)
    return Asker(
        AskerKind.PERSON,
        f"person:{member.person.uuid}",
        member.name,
        permissions=codes([SERVE]),
        assurance=Assurance.HIGH,
    )


def appointments_now(branch: Branch, now: datetime) -> list[Booking]:
    """The appointments of nobody whose time is near and who are not there yet: those of visitors are theirs."""
    near = Booking.objects.filter(
        branch=branch,
        state=Booking.State.BOOKED,
        ticket=None,
        contact="",
        person=None,
        booked_by="",
        starts_at__gt=now - LATE + timedelta(minutes=5),
        starts_at__lt=now + EARLY,
    )
    return list(near.select_related("visit_type__service"))
