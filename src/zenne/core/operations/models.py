"""What the operators' page remembers."""

from django.db import models


class Backup(models.Model):
    """A backup that was made, complete and verified."""

    finished_at = models.DateTimeField()
    duration = models.DurationField()
    size_bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["-finished_at"]
        constraints = [models.CheckConstraint(condition=models.Q(size_bytes__gt=0), name="a_backup_is_not_empty")]

    def __str__(self) -> str:
        return self.finished_at.isoformat()
