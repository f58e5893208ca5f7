"""The rows of a table that did not fit, for those who look after the data."""

import json
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from zenne.core.access.public import asker_of
from zenne.core.rest.public import NOT_FOUND, NextLink, Paged, Problem, needing
from zenne.dataportal.models import Version
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.query.lookup import version_of
from zenne.dataportal.query.run import answering
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rest.parameters import DatasetName, TableName
from zenne.dataportal.rest.refusing import refusing
from zenne.dataportal.storage.folders import table_folder
from zenne.dataportal.use.quota import within_quota

router = Router(tags=["data"])


class QuarantinedRows(Schema):
    """A page of rows that did not fit."""

    items: list[dict[str, Any]] = Field(description="Where each row stood, and why it does not fit.")
    next: NextLink
    count: int = Field(description="How many rows there are.", examples=[3])


@router.get(
    "/datasets/{dataset}/tables/{table}/quarantine",
    **needing(MANAGE_DATA),
    response={200: QuarantinedRows, 401: Problem, 403: Problem, **NOT_FOUND, 429: Problem},
    operation_id="listQuarantine",
    summary="The rows that did not fit",
)
@decorate_view(within_quota)
def list_quarantine(
    request: HttpRequest, dataset: DatasetName, table: TableName, question: Query[Paged]
) -> dict[str, Any]:
    """Rows of the file that did not fit the schema: line, column, value and reason. No row is lost."""
    with refusing():
        version = version_of(dataset, table, reader=reader_of(asker_of(request)))
        items = rows_of(version, limit=question.limit, offset=question.offset)
    return {
        "items": items,
        "next": question.next_link(request, total=version.quarantined),
        "count": version.quarantined,
    }


def rows_of(version: Version, *, limit: int, offset: int) -> list[dict[str, Any]]:
    if version.manifest.quarantine is None:
        return []
    path = table_folder(version.table) / version.manifest.quarantine.name
    statement = "SELECT CAST(to_json(bad) AS VARCHAR) FROM read_parquet($path) AS bad LIMIT $limit OFFSET $offset"
    with answering() as cursor:
        found = cursor.execute(statement, {"path": str(path), "limit": limit, "offset": offset}).fetchall()
    rows = [json.loads(text) for (text,) in found]
    return [{name: value for name, value in row.items() if not name.startswith("_")} for row in rows]
