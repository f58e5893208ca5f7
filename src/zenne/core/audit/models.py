"""The audit log: what happened, each record's place in the chain, and signed marks of how far the chain reached."""

import json
from typing import Any, ClassVar, Final, NoReturn

from django.db import models

from zenne.core.audit.errors import AppendOnly

HASHED: Final = (
    "at",
    "asker_kind",
    "asker_key",
    "asker_name",
    "asker_roles",
    "action",
    "about",
    "thing",
    "purpose",
    "task",
    "details_json",
)
"""The columns of a record over which its digest is computed, in this order."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A query that refuses to change what it finds; the database refuses too."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("records of the audit log are never changed or removed")

    update = delete = bulk_update = update_or_create = _refuse


class AppendOnlyModel(models.Model):
    """A row that is written once."""

    objects: ClassVar[Any] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("a record of the audit log is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("a record of the audit log is never removed")


class AuditRecord(AppendOnlyModel):
    """One thing that happened: who did what, with whose data, and for what.

    Attributes:
        asker_roles: codes of the roles that the asker had then, sorted, separated by commas.
        about: key of the person whose data it is, ``person:…``, or of the address while it is nobody's account,
            ``address:…``; empty when it is nobody's.
        thing: what was worked on, ``letter:12``.
        purpose: code of what the asker said they needed the data for; ``task``: the piece of work.
        digest: of all of these.
    """

    at = models.DateTimeField()
    asker_kind = models.CharField(max_length=10)
    asker_key = models.CharField(max_length=80, blank=True)
    asker_name = models.CharField(max_length=200, blank=True)
    asker_roles = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80)
    about = models.CharField(max_length=80, blank=True)
    thing = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    task = models.CharField(max_length=200, blank=True)
    details_json = models.TextField(default="{}")
    digest = models.CharField(max_length=64)

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        # Django's flush empties the tables that it manages, and these refuse that.
        managed = False
        indexes = [
            models.Index(fields=["about", "at"], name="audit_about_at"),
            models.Index(fields=["at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.asker_key} {self.action}"

    @property
    def details(self) -> dict[str, Any]:
        """What else is known, as it was recorded."""
        return dict(json.loads(self.details_json))

    @property
    def roles(self) -> list[str]:
        """Codes of the roles that the asker had then."""
        return self.asker_roles.split(",") if self.asker_roles else []


class AuditLink(AppendOnlyModel):
    """The place of a record in the chain; written by the database at the end of the record's transaction.

    It stays when the record's retention is over and the record is erased, so that the chain can still be verified.
    """

    number = models.BigIntegerField(primary_key=True)
    record = models.OneToOneField(
        AuditRecord, models.DO_NOTHING, related_name="link", db_constraint=False, db_index=False
    )
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        managed = False

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class AuditCheckpoint(AppendOnlyModel):
    """How far the chain reached at some moment, signed with the secret key; cut off or rewritten, it differs."""

    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    signature = models.CharField(max_length=64)

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        managed = False
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.hash} {self.at:%Y-%m-%d %H:%M}"
