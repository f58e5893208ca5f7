"""Ready answers, their texts in each language, and the answers that they became."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from zenne.accounts.public import Team
from zenne.catalogue.public import Branch, PublicService
from zenne.mailroom.answers.models import Answer


class ReadyAnswer(models.Model):
    """What a team answers to one precise question about a service, approved by somebody who did not write it.

    Attributes:
        branch: the place whose hours and address stand in the text, where it names any.
        written_by: the key of who wrote last at it; ``approved_by``: of who approved that.
        off_because: who switched it off: the team, or the verdicts of writers and colleagues.
        sure_from: the likeness with which it leaves alone; nothing while too few letters show that it may.
        letters: how many letters that people answered are like its examples; ``right``: with how many of them they
            said the same.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Waits for a colleague")
        APPROVED = "approved", _("Approved")
        OFF = "off", _("Switched off")

    class Off(models.TextChoices):
        NONE = "", ""
        TEAM = "team", _("Switched off by the team")
        VERDICTS = "verdicts", _("Switched itself off: two of its last twenty letters were not answered well")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(PublicService, on_delete=models.CASCADE, related_name="+")
    branch = models.ForeignKey(Branch, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    question = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    written_by = models.CharField(max_length=60)
    written_name = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    approved_by = models.CharField(max_length=60, blank=True)
    approved_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    off_because = models.CharField(max_length=10, choices=Off, default=Off.NONE, blank=True)
    off_at = models.DateTimeField(null=True, blank=True)
    sure_from = models.FloatField(null=True, blank=True)
    letters = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    measured_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["question", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="approved")
                | (~models.Q(approved_by="") & models.Q(approved_at__isnull=False)),
                name="ready_answer_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by="") | ~models.Q(approved_by=models.F("written_by")),
                name="ready_answer_approved_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return self.question


class ReadyText(models.Model):
    """A ready answer in one language: how people ask, each way a line of its own, and what they are answered."""

    ready = models.ForeignKey(ReadyAnswer, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    examples = models.JSONField(default=list)
    text = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ready", "language"], name="one_ready_text_in_a_language")]

    def __str__(self) -> str:
        return f"{self.ready_id} in {self.language}"


class ReadySending(models.Model):
    """An answer that left without a person. What it said stands in the answer."""

    ready = models.ForeignKey(ReadyAnswer, on_delete=models.CASCADE, related_name="sendings")
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="ready_sending")
    likeness = models.FloatField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.answer_id} of {self.ready_id}"
