"""Messages that leave the city, and each attempt to deliver them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST_ATTEMPTS = 12


class Channel(models.TextChoices):
    """How a message travels."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    WEBHOOK = "webhook", _("Call of another program")


class State(models.TextChoices):
    """Where a message is."""

    WAITING = "waiting", _("On its way")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")
    UNCERTAIN = "uncertain", _("Delivery uncertain")
    CLOSED = "closed", _("Closed with a reason")


PROBLEMS = (State.FAILED, State.UNCERTAIN)
"""The states in which somebody must decide."""


class Message(models.Model):
    """One message to one receiver, as it was written: later changes of a template do not change it.

    ``good_until``: of a message with a secret. It is not sent later, and its text is gone once it was sent, or then.
    ``conversation``: of a message that answers another, or can be answered; see ``Conversation``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    receiver = models.CharField(max_length=500)
    language = models.CharField(max_length=20, blank=True)
    wanted_language = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=100)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    subscriber = models.CharField(max_length=100, blank=True)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    idempotency_key = models.CharField(max_length=200, unique=True, null=True)  # noqa: DJ001 - NULL is never a double
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts_left = models.PositiveSmallIntegerField(default=MOST_ATTEMPTS)
    problem = models.CharField(max_length=40, blank=True)
    job = models.UUIDField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)
    closed_because = models.CharField(max_length=500, blank=True)
    forgotten_at = models.DateTimeField(null=True)
    good_until = models.DateTimeField(null=True)
    conversation = models.JSONField(default=dict)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index("created_at", condition=Q(state="waiting"), name="message_waiting"),
            models.Index("created_at", condition=Q(state__in=["failed", "uncertain"]), name="message_with_problem"),
            models.Index("sent_at", condition=Q(forgotten_at=None), name="message_not_forgotten"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="message_has_a_channel"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_has_a_state"),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_at_some_moment"),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(closed_because=""), name="closed_for_a_reason"),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "uncertain"]) | ~Q(problem=""), name="a_problem_has_a_name"
            ),
            models.CheckConstraint(condition=~Q(idempotency_key=""), name="message_key_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"

    @property
    def is_in_wanted_language(self) -> bool:
        """False when the template was not translated into the receiver's language."""
        return self.language == self.wanted_language


class Attempt(models.Model):
    """One attempt to deliver a message.

    ``handed_over_at``: from then on the receiver may have it. An attempt that has this and no end is in doubt.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["message", "number"]
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="attempts_are_numbered"),
            models.UniqueConstraint(
                fields=["message"], condition=Q(ended_at__isnull=True), name="one_attempt_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.number}"
