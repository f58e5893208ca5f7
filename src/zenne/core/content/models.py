"""Which version of the content readers see."""

from django.db import models


class ContentVersion(models.Model):
    """One row: a token that changes with every edit of what people read.

    A random token rather than a number: after a rollback or a restored backup an old number would come back and with
    it what was kept under it.
    """

    token = models.CharField(max_length=32)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_content_version")]

    def __str__(self) -> str:
        return self.token
