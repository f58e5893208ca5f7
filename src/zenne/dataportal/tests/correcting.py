"""Corrected columns, for tests."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from zenne.core.access.public import SYSTEM
from zenne.dataportal.actions.correct_columns import correct_columns
from zenne.dataportal.models import Load, Version
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.corrections import Correction


def corrected(version: Version, definition: TableDefinition, **renamed: str) -> Version:
    """The version after this one, with these columns; ``renamed`` has the old names by the new ones."""
    load = Load.objects.create(
        table=version.table,
        way=Load.Way.CORRECT,
        name="trees",
        correction=Correction(definition, version.schema.number, renamed),
        asked_by="system",
        asked_at=timezone.now(),
    )
    return correct_columns(asker=SYSTEM, load=load.pk)


def changed(version: Version, changes: Mapping[str, Mapping[str, Any]], **table: Any) -> TableDefinition:
    """The columns of a version, some of them changed by name."""
    definition: TableDefinition = version.schema.definition
    columns = tuple(replace(each, **changes.get(each.name, {})) for each in definition.columns)
    return replace(definition, columns=columns, **table)
