"""What is counted: visits by the hour, waiting rooms by the day, and how soon an appointment can be had.

These rows outlive the tickets, bookings and desk sessions that they were counted from.
"""

from django.db import models
from django.db.models import Q

from zenne.catalogue.public import Branch
from zenne.counters.capacity.models import VisitType


class HourFigures(models.Model):
    """One hour of a day, for one kind of visit at one branch. Visits belong to the hour of their ticket.

    Attributes:
        hour: on the clock of the city, 0 to 23.
        walk_ins, appointments: tickets that were taken without and with an appointment.
        waits: whole minutes until they were called, of each who was, in order.
        told, kept: who was told how long it takes and was called, and for how many the longer number held.
        helped, helped_minutes: how many were helped, and how long altogether, from call to end.
        no_shows, left: tickets of those who did not come when called, and of those who left before.
        made: appointments that were made in this hour.
        booked: appointments for this hour. Of these, ``moved`` had another time before, and ``came``, ``missed`` and
            ``cancelled`` say what became of them; of the others nobody wrote it down.
    """

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="hour_figures")
    visit_type = models.ForeignKey(VisitType, on_delete=models.CASCADE, related_name="hour_figures")
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    walk_ins = models.PositiveIntegerField(default=0)
    appointments = models.PositiveIntegerField(default=0)
    waits = models.JSONField(default=list)
    told = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    helped = models.PositiveIntegerField(default=0)
    helped_minutes = models.FloatField(default=0)
    no_shows = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    booked = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    came = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day", "branch", "visit_type", "hour"]
        constraints = [
            models.UniqueConstraint(fields=["day", "branch", "visit_type", "hour"], name="one_row_of_an_hour"),
            models.CheckConstraint(condition=Q(hour__lte=23), name="an_hour_of_the_day"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id}:{self.visit_type_id} on {self.day} at {self.hour}"

    @property
    def tickets(self) -> int:
        """All tickets that were taken."""
        return self.walk_ins + self.appointments


class RoomDay(models.Model):
    """A day of a waiting room.

    Attributes:
        begins_at: of the pictures; none when nothing happened.
        waiting, desks: how many people waited and how many desks were open, every ten minutes from ``begins_at`` on.
        called, p50, p90: how many were called, and within how many minutes half and nine of ten of them.
        told, held: how many were told how long it takes and called, and for how many each part of it held
            (``rules/calibration.py``).
        free_days: after how many days half of what people come for could be booked, as first measured on that day.
    """

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="room_days")
    day = models.DateField()
    begins_at = models.DateTimeField(null=True, blank=True)
    waiting = models.JSONField(default=list)
    desks = models.JSONField(default=list)
    called = models.PositiveIntegerField(default=0)
    p50 = models.PositiveIntegerField(null=True, blank=True)
    p90 = models.PositiveIntegerField(null=True, blank=True)
    told = models.PositiveIntegerField(default=0)
    held = models.JSONField(default=list)
    free_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["day", "branch"]
        constraints = [models.UniqueConstraint(fields=["branch", "day"], name="one_row_of_a_room_and_day")]

    def __str__(self) -> str:
        return f"{self.branch_id} on {self.day}"


class FirstFree(models.Model):
    """After how many days a visit could be booked at a branch, measured in an hour; none: not in the next months."""

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="first_free")
    visit_type = models.ForeignKey(VisitType, on_delete=models.CASCADE, related_name="first_free")
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["day", "hour", "branch", "visit_type"]
        constraints = [
            models.UniqueConstraint(fields=["day", "hour", "branch", "visit_type"], name="measured_once_an_hour")
        ]

    def __str__(self) -> str:
        return f"{self.branch_id}:{self.visit_type_id} after {self.days}"
