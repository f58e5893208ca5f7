"""The rows of a table in the API."""

import hashlib
import json
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

import zenne
from zenne.core.access.public import asker_of
from zenne.core.rest.public import NOT_FOUND, PUBLIC, NextLink, Problem
from zenne.dataportal.actions.note_use import ROWS, note_use
from zenne.dataportal.query.answer import Page, Prepared, page_of, prepared
from zenne.dataportal.query.facets import Common
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rest.parameters import CHOICES, FILES, JSON, DatasetName, RowsQuestion, TableName
from zenne.dataportal.rest.refusing import refusing
from zenne.dataportal.rest.schemas import FacetValue
from zenne.dataportal.rules.parameters import MOST_ROWS, Asked, WrongParameter
from zenne.dataportal.sending import asked_of, file_response, require_file
from zenne.dataportal.use.quota import within_quota

router = Router(tags=["data"])
Response = TypeVar("Response", bound=HttpResponseBase)


class RowList(Schema):
    """A page of rows."""

    items: list[dict[str, Any]] = Field(description="Rows: an object with a value for each column.")
    next: NextLink
    count: int | None = Field(default=None, description="How many rows match; only with `_count=true`.")
    facets: dict[str, list[FacetValue]] | None = Field(
        default=None,
        description="For each column of `_facet`, which values most of the rows that match have.",
        examples=[{"postcode": [{"value": "1000", "count": 12}]}],
    )


@router.get(
    "/datasets/{dataset}/tables/{table}/rows",
    **{**PUBLIC, "openapi_extra": {**PUBLIC["openapi_extra"], **FILES}},
    response={200: RowList, **NOT_FOUND, 429: Problem, 503: Problem},
    operation_id="listRows",
    summary="The rows of a table, or figures from them",
)
@decorate_view(within_quota)
def list_rows(
    request: HttpRequest, dataset: DatasetName, table: TableName, question: Query[RowsQuestion]
) -> HttpResponseBase:
    """A condition is written `column=value` or `column[operator]=value`; all conditions must hold.

    Operators: `eq`, `ne`, `gt`, `gte`, `lt`, `lte`; `in` (values with commas between them); `like` (`*` stands for any
    letters, upper and lower case are the same); `isnull` (`true` or `false`); and for places `bbox`
    (west,south,east,north), `near` (longitude,latitude,metres) and `within` (WKT or GeoJSON).

    A value with a comma in a list, or a semicolon in a group, stands in double quotes. Of a moment a day stands for its
    beginning on the clock of the city: all of a day is `[gte]` it and `[lt]` the next.
    """
    with refusing():
        asked = asked_of(request)
        require_answer(asked)
        ready = prepared(dataset, table, asked.question, reader=reader_of(asker_of(request)))
        require_short(ready, asked.format)
        note_use(ready.version.table_id, ROWS if asked.format == JSON else asked.format)
        if asked.format == JSON:
            return page_answer(request, page_of(ready))
        return kept_by_nobody_else(file_response(ready, asked, name=f"{dataset}-{table}"))


def require_answer(asked: Asked) -> None:
    """Raises WrongParameter: there is no such format, or it has no place for what was asked for."""
    if asked.format not in CHOICES:
        raise WrongParameter("not-a-choice", "_format", choices=", ".join(CHOICES))
    if asked.format != JSON:
        require_file(asked)
    elif asked.is_safe:
        raise WrongParameter("safe-of-another-format", "_safe")


def require_short(ready: Prepared, format_name: str) -> None:
    if format_name == JSON and (ready.question.limit or 0) > MOST_ROWS:
        raise WrongParameter("too-large", "_limit", most=MOST_ROWS)


def page_answer(request: HttpRequest, page: Page) -> HttpResponse:
    """A page as JSON, or 304 to whoever has it already.

    The mark is made from what is on the page: a change of what this reader does not see does not change it.
    """
    items, beside = ",\n".join(page.items), beside_items(page)
    marked = "\0".join([zenne.__version__, items, beside, str(bool(page.after))])
    etag = f'W/"{hashlib.blake2b(marked.encode(), digest_size=12).hexdigest()}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        link = json.dumps(next_link(request, page.after) if page.after else None)
        response = HttpResponse(f'{{"items":[{items}],"next":{link}{beside}}}', content_type="application/json")
    response["ETag"] = etag
    return kept_by_nobody_else(response)


def beside_items(page: Page) -> str:
    """What else was asked for of all rows that match, as JSON that follows the rows."""
    count = f',"count":{page.count}' if page.count is not None else ""
    if not page.facets:
        return count
    facets = ",".join(f"{json.dumps(name)}:[{','.join(map(common, values))}]" for name, values in page.facets.items())
    return f'{count},"facets":{{{facets}}}'


def common(found: Common) -> str:
    return f'{{"value":{found.value},"count":{found.count}}}'


def next_link(request: HttpRequest, after: str) -> str:
    query = request.GET.copy()
    query["_after"] = after
    query.pop("_facet", None)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def kept_by_nobody_else(response: Response) -> Response:
    """Whoever keeps an answer asks each time whether it still holds, and gives it to nobody with another key."""
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Authorization"])
    return response
