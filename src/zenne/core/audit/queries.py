"""What stands in the audit log."""

from django.db.models import QuerySet

from zenne.core.audit.models import AuditRecord


def records_about(about: str) -> QuerySet[AuditRecord]:
    """Everything that was recorded about the data of one person, newest first. ``about``: ``person:…``."""
    found: QuerySet[AuditRecord] = AuditRecord.objects.filter(about=about).order_by("-at", "-pk")
    return found if about else found.none()


def accesses_of(about: str) -> QuerySet[AuditRecord]:
    """Who else used the data of one person, when and for what, newest first: their own doings are left out."""
    return records_about(about).exclude(asker_key=about)
