"""Go through the whole chain: what is changed, missing, moved or cut off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from zenne.core.audit.checkpoints import Mark, all_marks
from zenne.core.audit.models import HASHED, AuditRecord
from zenne.core.audit.rules.chain import BEFORE_THE_FIRST, canonical_moment, digest_of, link_hash

ROWS_AT_ONCE: Final = 2000


class Damage(StrEnum):
    """What is wrong with a row."""

    CHANGED = "the record was changed"
    MISSING_RECORD = "the record is missing"
    MISSING_LINK = "the links before this one are missing"
    BROKEN = "the link does not follow from the one before it: it was changed or moved"
    OUTSIDE = "the record is in no link of the chain"
    FORGED = "the signature of a checkpoint is not of this installation's secret key"
    CUT_OFF = "the chain once reached this number and no longer does"
    REWRITTEN = "the chain has another hash here than when it was signed or written down"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first wrong row: its number in the chain, or the id of a record that is in no link."""

    number: int
    damage: Damage

    def __str__(self) -> str:
        return f"{'record' if self.damage is Damage.OUTSIDE else 'number'} {self.number}: {self.damage}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification saw: how many links, how far they reach, and the first thing that is wrong."""

    links: int
    number: int
    hash: str
    finding: Finding | None

    @property
    def is_whole(self) -> bool:
        return self.finding is None


class _Broken(Exception):
    def __init__(self, number: int, damage: Damage) -> None:
        self.finding = Finding(number, damage)
        super().__init__(str(self.finding))


def verify_chain(*, head: tuple[int, str] | None = None) -> Verification:
    """Recompute every hash from the first record to the last, in constant memory, while others write.

    Stops at the first wrong row. What it can and cannot find stands in docs/operations.md.

    Args:
        head: number and hash of a link that was written down elsewhere, and that the chain must still have.
    """
    progress, finding = _Progress(), None
    try:
        progress.expect(all_marks())
        if head is not None:
            progress.marks.setdefault(head[0], set()).add(head[1])
        with transaction.atomic():
            settle()
            for row in rows():
                progress.take(row)
        progress.end()
        nothing_outside()
    except _Broken as broken:
        finding = broken.finding
    return Verification(progress.links, progress.number, progress.hash, finding)


class _Progress:
    """Where the verification is in the chain."""

    def __init__(self) -> None:
        self.links, self.number, self.hash = 0, 0, BEFORE_THE_FIRST
        self.marks: dict[int, set[str]] = {}
        self.oldest_kept = canonical_moment(timezone.now() - timedelta(days=365.25 * settings.AUDIT_YEARS))

    def expect(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            if not mark.is_genuine:
                raise _Broken(mark.number, Damage.FORGED)
            self.marks.setdefault(mark.number, set()).add(mark.hash)

    def take(self, row: Sequence[Any]) -> None:
        number, at, digest, stored_hash, record, *parts = row
        if number != self.number + 1:
            raise _Broken(self.number + 1, Damage.MISSING_LINK)
        at = canonical_moment(at)
        if link_hash(number=number, previous=self.hash, at=at, digest=digest) != stored_hash:
            raise _Broken(number, Damage.BROKEN)
        if record is None:
            if at > self.oldest_kept:
                raise _Broken(number, Damage.MISSING_RECORD)
        else:
            parts[0] = canonical_moment(parts[0])
            if parts[0] != at or digest_of(parts) != digest:
                raise _Broken(number, Damage.CHANGED)
        if number in self.marks and self.marks.pop(number) != {stored_hash}:
            raise _Broken(number, Damage.REWRITTEN)
        self.links, self.number, self.hash = self.links + 1, number, stored_hash

    def end(self) -> None:
        if self.marks:
            raise _Broken(self.number + 1, Damage.CUT_OFF)


def settle() -> None:
    """Let the records of this very transaction, if there are any, take their places: PostgreSQL does it at the end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS audit_record_chained IMMEDIATE")
            cursor.execute("SET CONSTRAINTS audit_record_chained DEFERRED")


def rows() -> Iterator[Sequence[Any]]:
    """Every link with its record, in order, streamed; moments as text."""
    moment = (
        "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        if connection.vendor == "postgresql"
        else "CAST({} AS TEXT)"
    )
    parts = ", ".join(f"record.{name}" for name in HASHED[1:])
    statement = (
        f"SELECT link.number, {moment.format('link.at')}, link.digest, link.hash, record.id, "  # noqa: S608 - our own names
        f"{moment.format('record.at')}, {parts} "
        f"FROM audit_auditlink AS link LEFT JOIN audit_auditrecord AS record ON record.id = link.record_id "
        "ORDER BY link.number"
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while found := cursor.fetchmany(ROWS_AT_ONCE):
            yield from found


def nothing_outside() -> None:
    """Look for a record that no link holds.

    Raises:
        _Broken: with the first one.
    """
    outside = AuditRecord.objects.filter(link=None).order_by("pk").values_list("pk", flat=True).first()
    if outside is not None:
        raise _Broken(outside, Damage.OUTSIDE)
