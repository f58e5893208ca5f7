"""What fell away, and which appointments were in it."""

import uuid

from django.db import models

from zenne.catalogue.public import Branch
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Desk


class Withdrawal(models.Model):
    """Shifts that were withdrawn at once: how many, why, and by which branch.

    ``branch`` is that of the shifts, or of the colleague who left; ``day`` is that on which a branch is closed.
    """

    class Reason(models.TextChoices):
        SHIFT = "shift"
        CLOSED = "closed"
        LEFT = "left"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, null=True, blank=True, related_name="withdrawals")
    reason = models.CharField(max_length=10, choices=Reason)
    day = models.DateField(null=True, blank=True)
    shifts = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.reason} {self.at}"


class Touched(models.Model):
    """An appointment that was in a shift that fell away: when it was, and where. What became of it, it says itself."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="touched")
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="touched_by")
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["withdrawal", "booking"], name="touched_once")]

    def __str__(self) -> str:
        return f"{self.booking_id} by {self.withdrawal_id}"
