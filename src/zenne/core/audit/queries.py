"""What stands in the audit log."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from zenne.core.access.public import SIGNED_IN, Asker, internal, needs
from zenne.core.audit.addresses import addresses_of
from zenne.core.audit.models import AuditRecord


@internal
def records_about(about: str) -> QuerySet[AuditRecord]:
    """Everything that was recorded about the data of one person, newest first. ``about``: ``person:…``.

    What was recorded about an address before it was known to be theirs is theirs too.
    """
    keys = [about, *addresses_of(about)]
    found: QuerySet[AuditRecord] = AuditRecord.objects.filter(about__in=keys).order_by("-at", "-pk")
    return found if about else found.none()


@internal
def accesses_of(about: str) -> QuerySet[AuditRecord]:
    """Who else used the data of one person, when and for what, newest first: their own doings are left out."""
    return records_about(about).exclude(asker_key=about)


@needs(SIGNED_IN)
def own_accesses(*, asker: Asker) -> QuerySet[AuditRecord]:
    """Who else used the data of the asker, when and for what, newest first."""
    return accesses_of(asker.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which records are looked for; what is empty filters nothing.

    Attributes:
        about: key of the person whose data it is, or of an address; ``asker``: key of who used it.
        until: the first moment that no longer counts.
        before: the id of a record: only those with a smaller one.
    """

    about: str = ""
    asker: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None

    def given(self) -> dict[str, Any]:
        """What was filled in, by name."""
        return {name: value for name, value in asdict(self).items() if value}


COLUMNS: Final = {"asker": "asker_key", "since": "at__gte", "until": "at__lt", "before": "pk__lt"}


@internal
def matching(wanted: LogFilter) -> QuerySet[AuditRecord]:
    """The records that match all that is given, newest first."""
    given = {COLUMNS.get(name, name): value for name, value in wanted.given().items()}
    if wanted.about:
        given["about__in"] = [given.pop("about"), *addresses_of(wanted.about)]
    found: QuerySet[AuditRecord] = AuditRecord.objects.filter(**given).order_by("-pk")
    return found
