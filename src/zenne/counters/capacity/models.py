"""What people come for, desks, and shifts."""

from django.db import models
from django.db.models import F, Q

from zenne.catalogue.public import Branch, PublicService
from zenne.counters.rules.quanta import step_of
from zenne.workforce.public import StaffMember


class VisitType(models.Model):
    """What somebody comes to a counter for: a service, or one of the two steps of one.

    Attributes:
        minutes: at the desk for one person, as the city expects until it is learned from what happens.
        booked_minutes: how long a booking for one person is, where the team found that another length fits better.
        minutes_per_person: more for each further person who comes along for the same.
        most_people: how many may come in one booking.
        equipment: what the desk must have: codes of ``Desk.equipment``.
        asks_name: whether a name is needed before the visit.
    """

    class Step(models.TextChoices):
        WHOLE = "whole"
        APPLY = "apply"
        COLLECT = "collect"

    service = models.ForeignKey(PublicService, on_delete=models.CASCADE, related_name="visit_types")
    step = models.CharField(max_length=10, choices=Step, default=Step.WHOLE)
    minutes = models.PositiveSmallIntegerField()
    booked_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_per_person = models.PositiveSmallIntegerField(default=0)
    most_people = models.PositiveSmallIntegerField(default=1)
    equipment = models.JSONField(default=list)
    asks_name = models.BooleanField(default=False)
    by_appointment = models.BooleanField(default=True)
    walk_in = models.BooleanField(default=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["service", "step"]
        constraints = [
            models.UniqueConstraint(fields=["service", "step"], name="one_visit_type_per_step"),
            models.CheckConstraint(condition=Q(minutes__gte=1, most_people__gte=1), name="a_visit_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id}:{self.step}"

    def minutes_for(self, people: int) -> int:
        """How long a visit of so many people takes, as the city expects."""
        return self.minutes + self.minutes_per_person * (people - 1)

    def booked_for(self, people: int) -> int:
        """How long a booking for so many people is."""
        return (self.booked_minutes or self.minutes) + self.minutes_per_person * (people - 1)


class Desk(models.Model):
    """A desk at a branch, with what stands on it or around it."""

    class Equipment(models.TextChoices):
        BIOMETRICS = "biometrics"
        ROOM = "room"

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="counter_desks")
    number = models.PositiveSmallIntegerField()
    equipment = models.JSONField(default=list)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["branch", "number"]
        constraints = [models.UniqueConstraint(fields=["branch", "number"], name="one_desk_of_a_number")]

    def __str__(self) -> str:
        return f"{self.branch_id}:{self.number}"


class CounterHours(models.Model):
    """When a service is at a branch for people who come in one of two ways, within the hours that it has there.

    Without a ``service`` it holds for all of them that have no row of their own for this way. Where there is no row at
    all, they come in all of the hours of the service.
    """

    class Channel(models.TextChoices):
        APPOINTMENT = "appointment"
        WALK_IN = "walk-in"

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="counter_hours")
    service = models.ForeignKey(
        PublicService, on_delete=models.CASCADE, null=True, blank=True, related_name="counter_hours"
    )
    channel = models.CharField(max_length=12, choices=Channel)
    hours = models.CharField(max_length=300)

    class Meta:
        ordering = ["branch", "service", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "service", "channel"], name="hours_once_for_a_way"),
            models.UniqueConstraint(
                fields=["branch", "channel"], condition=Q(service=None), name="hours_once_for_all_services"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id}:{self.service_id}:{self.channel}"


class Closure(models.Model):
    """A stretch of time in which a branch is closed although its hours say otherwise, decided by whoever plans there.

    ``day`` is that on which it begins; it ends on the next one at the latest. ``reopened_at``: it no longer is closed.
    """

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="closures")
    day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_closure_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} on {self.day}"


class UsualShifts(models.Manager["Shift"]):
    """Those that are planned; not the places that a team gives beyond them."""

    def get_queryset(self) -> models.QuerySet["Shift"]:
        """Without what adds to another shift."""
        return super().get_queryset().filter(extra_to=None)


class Shift(models.Model):
    """A member of staff at a desk, from one moment to another.

    Attributes:
        first_step: the step of five minutes (``rules/quanta.py``) in which it begins, beside ``starts_at``, so that
            whoever looks through thousands of shifts reads no dates.
        free: the steps that no booking has claimed, as a hexadecimal number whose lowest bit is the first step. It
            changes only together with the claims. Opening hours are not in it: they are looked at when somebody
            searches, so that a branch that closes, or opens later, changes no shift.
        longest: the most steps in a row that are free.
        takes_appointments, takes_walk_ins: for whom this time is.
        withdrawn_at: since when nobody can be helped in it; nothing of it is free then.
        extra_to: the shift whose colleague and desk give a few places more than there are, because some people do not
            come; only these places are free in it. None: an ordinary shift.
        for_visit: the only visit that it takes.
    """

    member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="shifts")
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="shifts")
    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    first_step = models.PositiveIntegerField()
    takes_appointments = models.BooleanField(default=True)
    takes_walk_ins = models.BooleanField(default=True)
    free = models.CharField(max_length=80)
    longest = models.PositiveSmallIntegerField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    extra_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="extras")
    for_visit = models.ForeignKey(VisitType, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    every = models.Manager["Shift"]()
    objects = UsualShifts()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["branch", "first_step"], name="shifts_to_book", condition=Q(takes_appointments=True)),
            models.Index(fields=["branch", "starts_at", "ends_at"], name="shifts_of_a_branch"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_shift_ends_later"),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | Q(longest=0), name="nothing_withdrawn_is_free"),
            models.UniqueConstraint(
                fields=["member", "starts_at"],
                condition=Q(withdrawn_at=None, extra_to=None),
                name="one_shift_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["desk", "starts_at"], condition=Q(withdrawn_at=None, extra_to=None), name="one_shift_at_a_desk"
            ),
            models.UniqueConstraint(
                fields=["extra_to", "for_visit"], condition=Q(withdrawn_at=None), name="extra_places_once"
            ),
            models.CheckConstraint(
                condition=Q(extra_to=None) | Q(for_visit__isnull=False), name="extra_places_are_for_a_visit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.desk_id} from {self.starts_at}"

    @property
    def length(self) -> int:
        """How many steps it has."""
        return step_of(self.ends_at) - self.first_step
