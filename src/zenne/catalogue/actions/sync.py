"""Bring the rows of one table in line with what is wanted, touching only what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from zenne.catalogue.rules.settled import Settled
from zenne.core.access.public import internal, records_nothing

Row = TypeVar("Row", bound=models.Model)


@dataclass
class Changes:
    """What a load changed, as names of things; and what became of the texts that were edited on the desk."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    unchanged: int = 0
    edits: Settled = field(default_factory=Settled)

    def __iadd__(self, other: "Changes") -> "Changes":
        self.created += other.created
        self.updated += other.updated
        self.retired += other.retired
        self.unchanged += other.unchanged
        return self

    @property
    def any(self) -> bool:
        return bool(self.created or self.updated or self.retired)


@internal
@records_nothing(because="its caller says why")
def sync(model: type[Row], *, key: str, wanted: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, Row], Changes]:
    """Create, update and retire rows so that the table holds ``wanted``: fields per value of the column ``key``.

    Rows that are no longer wanted are retired where the model can be (they keep their key for what hangs on them and
    come back when they are wanted again), and deleted otherwise. Returns the wanted rows by key.
    """
    existing: dict[str, Row] = {getattr(row, key): row for row in model._default_manager.all()}  # noqa: SLF001
    retirable = any(column.name == "retired_at" for column in model._meta.fields)  # noqa: SLF001
    changes, new, changed, columns = Changes(), [], [], set()
    for name, fields in wanted.items():
        fields = {**fields, **({"retired_at": None} if retirable else {})}  # noqa: PLW2901
        row = existing.get(name)
        if row is None:
            new.append(model(**{key: name}, **fields))
            changes.created.append(name)
            continue
        different = {column for column, value in fields.items() if getattr(row, column) != value}
        if not different:
            changes.unchanged += 1
            continue
        for column in different:
            setattr(row, column, fields[column])
        columns |= different
        changed.append(row)
        changes.updated.append(name)
    if new:
        model._default_manager.bulk_create(new, batch_size=200)  # noqa: SLF001
    if changed:
        model._default_manager.bulk_update(changed, sorted(columns), batch_size=100)  # noqa: SLF001
    changes.retired = retire(model, key, [name for name in existing if name not in wanted], retirable=retirable)
    rows = {**existing, **{getattr(row, key): row for row in new}}
    return {name: rows[name] for name in wanted}, changes


def retire(model: type[models.Model], key: str, names: list[str], *, retirable: bool) -> list[str]:
    rows = model._default_manager.filter(**{f"{key}__in": names})  # noqa: SLF001
    if not retirable:
        rows.delete()
        return names
    rows = rows.filter(retired_at=None)
    gone = list(rows.values_list(key, flat=True))
    rows.update(retired_at=timezone.now())
    return gone
