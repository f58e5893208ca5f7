"""Tickets and what happens to them, who is at which desk, and what people were promised."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from zenne.catalogue.public import Branch
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Desk, VisitType
from zenne.counters.queue.rules.attendance import Ahead
from zenne.counters.queue.rules.priority import Need
from zenne.workforce.public import StaffMember


class Room(models.Model):
    """The waiting room of a branch. ``number`` grows with every change, in its transaction: streams watch it.

    Whoever changes something holds this row first, so that what happens in one room happens one after the other.
    ``day`` and ``last_ticket`` say which number the next ticket gets; ``learned`` is what past promises taught
    (``rules/promises.py``).
    """

    branch = models.OneToOneField(Branch, on_delete=models.CASCADE, related_name="waiting_room")
    number = models.PositiveBigIntegerField(default=0)
    day = models.DateField(null=True, blank=True)
    last_ticket = models.PositiveIntegerField(default=0)
    learned = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.branch_id} at {self.number}"


class Ticket(models.Model):
    """A place in the queue of one branch on one day. It has no name: whoever knows ``uuid`` holds it.

    Attributes:
        language: code of the language in which they would like to be helped.
        since: from when on they wait; it decides about their turn, and stays when they are sent on to another desk.
        booking, due_at: the appointment that they came for, and its time.
        desk: where they are or were last. One desk has one open ticket.
        for_desk: the only desk that may call them, after they were sent to it.
    """

    class State(models.TextChoices):
        COMING = "coming"
        WAITING = "waiting"
        CALLED = "called"
        AT_DESK = "at-desk"
        PARKED = "parked"
        DONE = "done"
        NO_SHOW = "no-show"
        LEFT = "left"

    class Source(models.TextChoices):
        KIOSK = "kiosk"
        PHONE = "phone"
        HOME = "home"
        DESK = "desk"
        APPOINTMENT = "appointment"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="tickets")
    day = models.DateField()
    number = models.PositiveIntegerField()
    visit_type = models.ForeignKey(VisitType, on_delete=models.PROTECT, related_name="tickets")
    people = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=12, blank=True)
    need = models.CharField(max_length=12, choices=[(need.value, need.value) for need in Need], blank=True)
    source = models.CharField(max_length=12, choices=Source)
    state = models.CharField(max_length=10, choices=State)
    booking = models.OneToOneField(Booking, on_delete=models.SET_NULL, null=True, blank=True, related_name="ticket")
    due_at = models.DateTimeField(null=True, blank=True)
    since = models.DateTimeField()
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, blank=True, related_name="tickets")
    for_desk = models.ForeignKey(Desk, on_delete=models.SET_NULL, null=True, blank=True, related_name="expected")
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    helped_from = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["day", "number"]
        indexes = [models.Index(fields=["branch", "day", "state"], name="tickets_of_a_room")]
        constraints = [
            models.UniqueConstraint(fields=["branch", "day", "number"], name="one_ticket_of_a_number"),
            models.UniqueConstraint(
                fields=["desk"], condition=Q(state__in=["called", "at-desk"]), name="one_open_ticket_at_a_desk"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["called", "at-desk"]) | Q(desk__isnull=False, called_at__isnull=False),
                name="who_is_called_has_a_desk",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) ^ Q(state__in=["done", "no-show", "left"]),
                name="what_is_over_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} on {self.day}"


OPEN = (Ticket.State.COMING, Ticket.State.WAITING, Ticket.State.PARKED, Ticket.State.CALLED, Ticket.State.AT_DESK)
"""The states of a ticket that is not over."""
AT_A_DESK = (Ticket.State.CALLED, Ticket.State.AT_DESK)


class Movement(models.Model):
    """Something that happened to a ticket. Who did it stands in the audit log only: people are not measured."""

    class What(models.TextChoices):
        TAKEN = "taken"
        CAME = "came"
        CALLED = "called"
        RECALLED = "recalled"
        HELPED = "helped"
        PARKED = "parked"
        UNPARKED = "unparked"
        TRANSFERRED = "transferred"
        NO_SHOW = "no-show"
        DONE = "done"
        LEFT = "left"
        CLOSED = "closed"

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="movements")
    what = models.CharField(max_length=12, choices=What)
    at = models.DateTimeField(default=timezone.now)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, blank=True, related_name="movements")
    visit_type = models.ForeignKey(VisitType, on_delete=models.PROTECT, related_name="movements")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.what}"


class DeskSession(models.Model):
    """Somebody at a desk, from when they open it until they close it."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="sessions")
    member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="desk_sessions")
    opened_at = models.DateTimeField(default=timezone.now)
    paused_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["desk", "opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["desk"], condition=Q(closed_at=None), name="one_member_at_a_desk"),
            models.UniqueConstraint(fields=["member"], condition=Q(closed_at=None), name="one_desk_for_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.desk_id}"


class Call(models.Model):
    """The answer to a desk that asked for the next person, under the key that it made up for this question."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="calls")
    key = models.CharField(max_length=64)
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="calls")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desk", "key"], name="one_answer_to_a_question")]

    def __str__(self) -> str:
        return f"{self.desk_id}: {self.ticket_id}"


class Promise(models.Model):
    """What somebody was told about their waiting time, in minutes, when they took their ticket.

    ``raw``: what was computed as the 90th percentile before it was corrected by what was learned.
    ``kept``: whether they were called in time; empty until they are called, and for whoever left.
    """

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="promise")
    at = models.DateTimeField()
    p50 = models.PositiveSmallIntegerField()
    p90 = models.PositiveSmallIntegerField()
    raw = models.FloatField()
    kept = models.BooleanField(null=True, blank=True)
    known_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["-known_at"], name="promises_known", condition=Q(known_at__isnull=False))]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.p50} to {self.p90}"


class Experience(models.Model):
    """How long a visit really takes: logarithms of minutes, in sums in which the past counts less and less."""

    visit_type = models.OneToOneField(VisitType, on_delete=models.CASCADE, related_name="experience")
    weight = models.FloatField(default=0)
    total = models.FloatField(default=0)
    squares = models.FloatField(default=0)

    def __str__(self) -> str:
        return f"{self.visit_type_id}: {self.weight:.0f}"


class Attendance(models.Model):
    """How many came to their appointments and how many did not, in numbers in which the past counts less and less.

    ``ahead``: how long before their time they were made (``rules/attendance.py``).
    """

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="attendance")
    visit_type = models.ForeignKey(VisitType, on_delete=models.CASCADE, related_name="attendance")
    ahead = models.CharField(max_length=10, choices=[(ahead.value, ahead.value) for ahead in Ahead])
    came = models.FloatField(default=0)
    missed = models.FloatField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["branch", "visit_type", "ahead"], name="attendance_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.visit_type_id} at {self.branch_id}, {self.ahead}: {self.missed:.1f} missed"


class LengthProposal(models.Model):
    """Another length for the appointments of a visit, found in how long visits took. Each visit has one at most.

    Attributes:
        minutes: the length that is proposed; ``instead_of`` is the one that bookings had then.
        within: minutes within which seven of ten visits ended; ``visits``: how many were seen, the past counting less.
        answered_at: when the team took it over or left it; ``is_taken`` says which. What is left is not proposed again.
    """

    visit_type = models.OneToOneField(VisitType, on_delete=models.CASCADE, related_name="length_proposal")
    minutes = models.PositiveSmallIntegerField()
    instead_of = models.PositiveSmallIntegerField()
    within = models.FloatField()
    visits = models.FloatField()
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    is_taken = models.BooleanField(default=False)

    class Meta:
        ordering = ["visit_type"]

    def __str__(self) -> str:
        return f"{self.visit_type_id}: {self.minutes} minutes"


class Overbooking(models.Model):
    """A team's decision to give places more than there are for a visit, on one day of the week, for some weeks.

    Each day gets what is computed for it anew, and never more than what the team saw when it decided. Who decided
    stands in the audit log.

    Attributes:
        weekday: 0 is Monday; ``begin_hour`` and ``end_hour`` are on the clock of the city, the end not included.
        most: the most places more on one day.
        ended_at: since when it holds no longer, before ``last_day``.
    """

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="overbookings")
    visit_type = models.ForeignKey(VisitType, on_delete=models.CASCADE, related_name="overbookings")
    weekday = models.PositiveSmallIntegerField()
    begin_hour = models.PositiveSmallIntegerField()
    end_hour = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    most = models.PositiveSmallIntegerField()
    decided_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "visit_type", "weekday"], condition=Q(ended_at=None), name="one_overbooking_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(weekday__lt=7, begin_hour__lt=models.F("end_hour"), end_hour__lte=24, most__gte=1),
                name="an_overbooking_has_hours",
            ),
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="an_overbooking_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_type_id} at {self.branch_id}"
