"""The rows of a table that did not fit, for those who look after the data."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from zenne.core.access.public import asker_of
from zenne.core.rest.public import NOT_FOUND, NextLink, Problem, needing
from zenne.dataportal.actions.read_quarantine import read_quarantine
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
    value: str | None = Field(description="What stood there.", examples=["tall"])
    reason: str | None = Field(description="Why it does not fit: a code.", examples=["wrong-type"])
    raw: str | None = Field(description="The row as text: at most 10,000 characters of it.", examples=["oak | tall"])


class RowsAfter(Schema):
    """Which of the rows. There may be any number of them, and the last page is as quick as the first."""

    limit: int = Field(default=20, ge=1, le=100, description="Rows on a page.", json_schema_extra={"example": 20})
    after: int = Field(
        default=0,
        ge=0,
        lt=1 << 62,
        description="Rows before the page. Rather follow `next`.",
        json_schema_extra={"example": 0},
    )

    def next_link(self, request: HttpRequest, *, total: int) -> str | None:
        """The address of the page after this one; None on the last."""
        if self.after + self.limit >= total:
            return None
        query = request.GET.copy()
        query["limit"], query["after"] = str(self.limit), str(self.after + self.limit)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


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
def list_quarantine(
    request: HttpRequest, dataset: DatasetName, table: TableName, question: Query[RowsAfter]
) -> dict[str, Any]:
    """Rows of the file that did not fit the schema: line, column, value and reason. It is written down who looked."""
    asker = asker_of(request)
    with refusing():
        version = version_of(dataset, table, reader=reader_of(asker))
        items = read_quarantine(asker=asker, version=version, limit=question.limit, after=question.after)
    return {
        "items": items,
        "next": question.next_link(request, total=version.quarantined),
        "count": version.quarantined,
    }
