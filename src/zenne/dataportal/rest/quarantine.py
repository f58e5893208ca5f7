"""The rows of a table that did not fit, for those who look after the data."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from zenne.core.access.public import asker_of
from zenne.core.rest.public import NOT_FOUND, NextLink, Paged, Problem, needing
from zenne.dataportal.actions.list_quarantine import list_quarantine
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.query.lookup import version_of
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rest.parameters import DatasetName, TableName
from zenne.dataportal.rest.refusing import refusing
from zenne.dataportal.use.quota import within_quota

router = Router(tags=["data"])


class QuarantinedRow(Schema):
    """A row that did not fit."""

    line: int | None = Field(description="Where it stood in the file.", examples=[12])
    column: str | None = Field(description="The column that is why; null when it is not one.", examples=["height"])
    reason: str | None = Field(description="Why it does not fit: a code.", examples=["wrong-type"])


class QuarantinedRows(Schema):
    """A page of rows that did not fit."""

    items: list[QuarantinedRow] = Field(description="Where each row stood, and why it does not fit.")
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
def quarantine(request: HttpRequest, dataset: DatasetName, table: TableName, question: Query[Paged]) -> dict[str, Any]:
    """Rows of the file that did not fit the schema: line, column and reason. What stands in them may be about people:
    it is read on the page of the table, by whoever says what for.
    """
    asker = asker_of(request)
    with refusing():
        version = version_of(dataset, table, reader=reader_of(asker))
        items = list_quarantine(asker=asker, version=version, limit=question.limit, offset=question.offset)
    return {
        "items": items,
        "next": question.next_link(request, total=version.quarantined),
        "count": version.quarantined,
    }
