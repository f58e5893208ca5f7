"""Beside the jobs of django-tasks: workers, failed attempts, keys against doubles, schedules."""

from django.db import models
from django_tasks_db.models import DBTaskResult


class Worker(models.Model):
    """A process that does the work, for as long as it says that it is there.

    Its lease is its word: a job whose worker has none any more is given to another.
    """

    name = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=255)
    process = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    lease_until = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["started_at"]

    def __str__(self) -> str:
        return self.name


class Failure(models.Model):
    """An attempt that did not succeed. ``message`` may hold personal data; ``traceback`` has places in programs."""

    job = models.ForeignKey(DBTaskResult, on_delete=models.CASCADE, related_name="failures")
    attempt = models.PositiveSmallIntegerField()
    worker = models.CharField(max_length=64)
    failed_at = models.DateTimeField()
    kind = models.CharField(max_length=255)
    message = models.TextField(blank=True)
    traceback = models.TextField(blank=True)

    class Meta:
        ordering = ["failed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} ({self.attempt})"


class IdempotencyKey(models.Model):
    """The key under which a job was written: a second job with the same key is not written."""

    key = models.CharField(max_length=200, unique=True)
    job = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, related_name="idempotency_key")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(key=""), name="idempotency_key_says_something")]

    def __str__(self) -> str:
        return self.key


class Schedule(models.Model):
    """When something begins next by itself. What it is and its timetable stand in the program."""

    name = models.CharField(max_length=100, primary_key=True)
    timetable = models.CharField(max_length=255)
    due_at = models.DateTimeField(db_index=True)
    last_due_at = models.DateTimeField(null=True)
    last_job = models.ForeignKey(DBTaskResult, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
