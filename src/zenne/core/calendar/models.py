"""The city's calendar as it was loaded: office hours, closing days, replacement days."""

from django.db import models

from zenne.core.languages.public import TranslatedField


class CalendarSettings(models.Model):
    """One row: where the calendar holds and when the administration works."""

    country = models.CharField(max_length=6, blank=True)
    time_zone = models.CharField(max_length=64)
    office_hours = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_calendar")]

    def __str__(self) -> str:
        return f"{self.country} {self.time_zone}"


class ClosingDay(models.Model):
    """A day on which the administration is closed, besides the public holidays."""

    date = models.DateField(unique=True)
    name = TranslatedField()

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return self.date.isoformat()


class ReplacementDay(models.Model):
    """The day on which a public holiday is observed, besides the holiday itself."""

    holiday = models.DateField(unique=True)
    observed = models.DateField(unique=True)

    class Meta:
        ordering = ["holiday"]

    def __str__(self) -> str:
        return f"{self.holiday} → {self.observed}"
