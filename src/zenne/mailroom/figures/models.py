"""What became of the letters of a week. These rows outlive the letters, answers and promises that they count."""

from django.db import models
from django.db.models import F, Q


class LetterWeek(models.Model):
    """One week of letters about one service, in one language, by one way.

    Attributes:
        week: its Monday.
        service: a slug; empty for letters of which nobody said what they are about.
        language: a language of the city, or ``other``.
        letters: that came in this week. Of these ``due`` have a deadline by which the city had to do something, and
            of ``in_time`` of them the answer, or the day of the answer, was sent by then.
        promised, held: days of this week that were named to writers, and those by the end of which the answer left.
        minutes: of office hours from the letter to each answer that left in this week, in order.
        begun, done: conversations that got their first answer in this week, and those that needed no other.
        verdicts, satisfied: what writers said of the answers of this week, and how often it was "yes".
    """

    week = models.DateField()
    service = models.CharField(max_length=50, blank=True)
    language = models.CharField(max_length=12)
    channel = models.CharField(max_length=10)
    letters = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    in_time = models.PositiveIntegerField(default=0)
    promised = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    minutes = models.JSONField(default=list)
    begun = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    verdicts = models.PositiveIntegerField(default=0)
    satisfied = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["week", "service", "language", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["week", "service", "language", "channel"], name="one_row_of_such_letters"),
            models.CheckConstraint(
                condition=Q(in_time__lte=F("due"))
                & Q(held__lte=F("promised"))
                & Q(done__lte=F("begun"))
                & Q(satisfied__lte=F("verdicts")),
                name="no_part_of_letters_above_its_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.language} {self.channel} in the week of {self.week}"
