"""What a table is, in the API: its columns as far as the reader sees them."""

import json
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from zenne.core.access.public import asker_of
from zenne.core.languages.public import Translated
from zenne.core.rest.public import NOT_FOUND, PUBLIC, InLanguage, Problem, Texts
from zenne.dataportal.models import Table
from zenne.dataportal.query.errors import NoSuchTable
from zenne.dataportal.query.lookup import seen_version
from zenne.dataportal.query.statistics import Statistics, statistics_of
from zenne.dataportal.query.view import Seen
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rest.parameters import DatasetName, TableName, own
from zenne.dataportal.rest.refusing import refusing
from zenne.dataportal.rest.schemas import ClosedColumn, FacetValue
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.parameters import as_of
from zenne.dataportal.rules.policies import Reader
from zenne.dataportal.rules.visibility import listed_columns, reasons_of_rows
from zenne.dataportal.use.quota import within_quota

router = Router(tags=["data"])


class CodeAnswer(Schema):
    """One value that a column may have."""

    value: str = Field(examples=["T"])
    label: Texts


class StatisticsAnswer(Schema):
    """What is in a column, as far as the reader may see it."""

    values: int = Field(description="How many rows have a value.", examples=[19])
    distinct: int | None = Field(description="How many different values; null for places and JSON.", examples=[7])
    is_exact: bool = Field(description="False: `distinct` is about so many.")
    min: Any = Field(description="The least number, date or time; null for other types.", examples=[2])
    max: Any = Field(description="The greatest.", examples=[14])
    common: list[FacetValue] = Field(
        description="The values that most rows have; empty where there are many thousands, or long texts."
    )


class ColumnAnswer(Schema):
    """A column as the reader sees it."""

    name: str = Field(description="Its name in conditions and answers.", examples=["desks"])
    type: ColumnType = Field(description="What its values are. A geometry is in degrees, longitude first.")
    title: Texts
    description: Texts
    unit: str | None = Field(description="UCUM code of the unit of its values.", examples=["km/h"])
    codes: list[CodeAnswer] = Field(description="The only values that it has; empty when any is possible.")
    refers_to: str | None = Field(
        description="The column that its values come from: data set, table, column.",
        examples=["branches.branches.branch"],
    )
    is_exact: bool = Field(description="False: the values are coarser than those of the city.")
    is_searchable: bool = Field(description="False: it can be read, but not used to filter, sort, group or compute.")
    reason: Texts = Field(
        description="Why it is less exact or cannot be searched: its own reason, or that of the table; empty otherwise."
    )
    statistics: StatisticsAnswer | None = Field(
        description="Figures of the values that you may see; null for a column that can only be read, for those behind "
        "the 200th, where rows are only given to whoever says which, and where counting takes too long."
    )


class TableAnswer(Schema):
    """Everything about a table."""

    dataset: str = Field(description="The data set that it belongs to.", examples=["branches"])
    name: str = Field(examples=["branches"])
    title: Texts
    description: Texts
    columns: list[ColumnAnswer]
    closed_columns: list[ClosedColumn] = Field(
        description="Columns of which you may only know that they are there, and why."
    )
    key: list[str] = Field(description="The columns whose values together name one row.", examples=[["branch"]])
    rows: int | None = Field(description="How many rows there are; null where not all may be known.", examples=[19])
    must_be_named: list[list[str]] = Field(description="Columns of which you must say an exact value to get rows.")
    reason: Texts = Field(
        description="Why not all of it is for everybody: rows, columns, or values that are coarser than those of the "
        "city; empty when all of it is."
    )
    row_reasons: list[Texts] = Field(
        description="Why there may be rows that you do not see, where the city says more than the reason of the table."
    )


class TableQuestion(InLanguage):
    """In which language, and as it was when."""

    as_of: str | None = own("asOf", "The columns as they were at that moment.", "2026-12-31T12:00:00Z")


@router.get(
    "/datasets/{dataset}/tables/{table}",
    **PUBLIC,
    response={200: TableAnswer, **NOT_FOUND, 429: Problem},
    operation_id="getTable",
    summary="What a table is: its columns and their meaning",
)
@decorate_view(within_quota)
def get_table(
    request: HttpRequest, dataset: DatasetName, table: TableName, question: Query[TableQuestion]
) -> dict[str, Any]:
    """The columns that you may see, with their types, units, codes and meaning."""
    reader = reader_of(asker_of(request))
    with refusing():
        moment = as_of(question.as_of, zone=ZoneInfo(settings.TIME_ZONE)) if question.as_of else None
        version, view = seen_version(dataset, table, reader=reader, as_of=moment)
        if not view.columns:
            raise NoSuchTable
        figures = statistics_of(view)
    described = Table.objects.get(pk=version.table_id)
    key, reason = version.schema.definition.key, version.table.policy.reason
    return {
        "dataset": dataset,
        "name": described.name,
        "title": question.texts(described.title),
        "description": question.texts(described.description),
        "columns": [column_answer(seen, figures, reader, question, reason) for seen in view.columns.values()],
        "closed_columns": [
            {
                "name": each.column.name,
                "title": question.texts(each.column.title),
                "reason": question.texts(each.reason),
            }
            for each in listed_columns(version.schema.definition, version.table.policy, view.columns)
        ],
        "key": key if all(name in view.columns and view.columns[name].is_plain for name in key) else (),
        "rows": None if view.hides_rows else version.rows,
        "must_be_named": () if view.is_closed else view.asks_for,
        "reason": question.texts(reason),
        "row_reasons": [question.texts(each) for each in reasons_of_rows(version.table.policy, reader)],
    }


def column_answer(
    seen: Seen, figures: Mapping[str, Statistics], reader: Reader, question: InLanguage, reason: Translated
) -> dict[str, Any]:
    """A column; ``reason`` is that of its table."""
    column, found = seen.column, figures.get(seen.name)
    return {
        "name": column.name,
        "type": seen.type,
        "title": question.texts(column.title),
        "description": question.texts(column.description),
        "unit": column.unit or None,
        "codes": codes_of(seen, question),
        "refers_to": column.refers_to if seen.is_plain and may_see(column.refers_to, reader) else None,
        "is_exact": seen.is_plain,
        "is_searchable": seen.is_searchable,
        "reason": question.texts(Translated() if seen.visible.is_open else seen.visible.reason or reason),
        "statistics": statistics_answer(found) if found else None,
    }


def statistics_answer(found: Statistics) -> dict[str, Any]:
    return {
        "values": found.values,
        "distinct": found.distinct,
        "is_exact": found.is_exact,
        "min": json.loads(found.least or "null"),
        "max": json.loads(found.greatest or "null"),
        "common": [{"value": json.loads(each.value), "count": each.count} for each in found.common],
    }


def codes_of(seen: Seen, question: InLanguage) -> list[dict[str, Any]]:
    """The codes of a column whose values are seen as they are."""
    codes = seen.column.codes if seen.is_plain else ()
    return [{"value": code.value, "label": question.texts(code.label)} for code in codes]


def may_see(reference: str, reader: Reader) -> bool:
    """Whether the reader sees the column that another refers to: ``dataset.table.column``."""
    match reference.split("."):
        case [dataset, table, column]:
            try:
                _, view = seen_version(dataset, table, reader=reader)
            except NoSuchTable:
                return False
            return column in view.columns
    return False
