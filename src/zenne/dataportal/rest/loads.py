"""Data sent by programs: a file or a list of rows goes into a table, and how far it is."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header, Path, Query, Router, Schema, Status
from pydantic import Field

from zenne.core.access.public import asker_of
from zenne.core.rest.public import NOT_FOUND, Problem, Refused, Timestamp, needing
from zenne.dataportal.actions.receive_file import Received, Target, receive_file
from zenne.dataportal.errors import OtherCall
from zenne.dataportal.ingest.wording import problem_text, remarks_in
from zenne.dataportal.models import LONGEST_SHEET, Dataset, Load
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rest.parameters import DatasetName, TableName
from zenne.dataportal.rules.names import is_table_name
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.storage.received import TooLarge

router = Router(tags=["loading data"])
BLOCK_BYTES: Final = 1 << 18
ENDINGS: Final = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/geo+json": ".geojson",
    "application/x-ndjson": ".jsonl",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.apache.parquet": ".parquet",
    "application/geopackage+sqlite3": ".gpkg",
    "application/zip": ".zip",
}
BODY: Final = {
    "requestBody": {
        "required": True,
        "description": "The file as it is, of any kind that can be loaded. As JSON: a list with an object a row.",
        "content": {
            **{kind: {"schema": {"type": "string", "format": "binary"}} for kind in ENDINGS},
            "application/json": {
                "schema": {"type": "array", "items": {"type": "object"}},
                "example": [{"sensor": "41B001", "at": "2026-12-31T12:00:00Z", "no2": 31.5}],
            },
        },
    }
}
CallName = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="A name for this call: when you send it again with the same name, it is done once.",
        example="41B001-2026-12-31T12:00",
    ),
]
REFUSALS: Final = {401: Problem, 403: Problem, **NOT_FOUND}


class LoadQuestion(Schema):
    """How a file goes into the table."""

    way: Load.Way = Field(
        default=Load.Way.REPLACE,
        description="`replace` all rows, `append` to them, or `upsert`: replace those with the same key.",
        json_schema_extra={"example": "append"},
    )
    key: str = Field(
        default="",
        max_length=1000,
        description="Columns of which the values together name one row, with commas between them: they become the key "
        "of the table. Left out: the key that it has.",
        json_schema_extra={"example": "sensor,at"},
    )
    sheet: str = Field(
        default="",
        max_length=LONGEST_SHEET,
        description="Of an Excel file the sheet that is wanted. Left out: the first that has a table.",
        json_schema_extra={"example": "Trees"},
    )


class LoadProblem(Schema):
    """Why a load failed."""

    code: str = Field(description="Stable, for programs.", examples=["not-json"])
    message: str = Field(description="A sentence, in the language of Accept-Language.")


class LoadedTable(Schema):
    """A table that a load filled."""

    table: str = Field(description="Its name in addresses.", examples=["stops"])
    rows: int = Field(description="Rows that were taken in.", examples=[250])
    quarantined: int = Field(description="Rows that did not fit.", examples=[2])


class LoadAnswer(Schema):
    """A file on its way into a table."""

    id: UUID = Field(description="Its name in addresses.")
    state: Load.State = Field(description="`published` and `failed` are the ends.", examples=["waiting"])
    way: Load.Way
    bytes: int = Field(description="How large the file is.", examples=[81234])
    bytes_read: int = Field(description="How much of it is read.", examples=[0])
    asked_at: Timestamp = Field(description="When it came.")
    ended_at: Timestamp | None = Field(description="When it ended.")
    version: int | None = Field(description="The version of the table that it became.", examples=[12])
    tables: list[LoadedTable] = Field(description="What it filled: one table, or each table of the file.")
    problem: LoadProblem | None = Field(description="Why it failed, if it did.")
    left_out: list[str] = Field(
        description="Sentences that say what of the file was not loaded, in the language of Accept-Language."
    )


@router.post(
    "/datasets/{dataset}/tables/{table}/loads",
    auth=needing(MANAGE_DATA)["auth"],
    openapi_extra={**needing(MANAGE_DATA)["openapi_extra"], **BODY},
    response={202: LoadAnswer, 409: Problem, 411: Problem, 413: Problem, **REFUSALS},
    operation_id="createLoad",
    summary="Send rows for a table",
)
def create_load(
    request: HttpRequest,
    dataset: DatasetName,
    table: TableName,
    question: Query[LoadQuestion],
    once: CallName = None,
) -> Status[dict[str, Any]]:
    """Keep the file and let it be loaded in the background. A table that is not there yet is made.

    Readers see all of it at once, when the load is `published`.
    """
    if not Dataset.objects.filter(slug=dataset).exists():
        raise refused(404, "unknown-dataset", _("There is no data set with this name."), field="dataset")
    if not is_table_name(table):
        raise refused(422, "wrong-name", _("Small letters, digits and hyphens, a letter first."), field="table")
    size = size_of(request)
    try:
        load = receive_file(
            asker=asker_of(request),
            received=Received(name_of(request), chunks_of(request, size)),
            target=target_of(dataset, table, question),
            at=timezone.now(),
            once=once or "",
        )
    except TooLarge:
        raise too_large() from None
    except OtherCall:
        message = _("You sent something else before with this Idempotency-Key. Use another one for each call.")
        raise refused(409, "other-call", message, field="Idempotency-Key") from None
    except (UnreadablePostError, BadRequest):
        raise refused(422, "broken-off", problem_text("broken-off", {})) from None
    return Status(HTTPStatus.ACCEPTED, answer_of(load))


@router.get(
    "/datasets/{dataset}/tables/{table}/loads/{load}",
    **needing(MANAGE_DATA),
    response={200: LoadAnswer, **REFUSALS},
    operation_id="getLoad",
    summary="How far a load is",
)
def get_load(
    request: HttpRequest,
    dataset: DatasetName,
    table: TableName,
    load: Annotated[
        UUID, Path(description="What sending it answered as `id`.", example="018f6c2e-7a35-7c3e-9d7c-2f1f4b6a0c11")
    ],
) -> dict[str, Any]:
    """Its state, what it filled, and why it failed if it did. While it is on its way, ask again after a second."""
    found = Load.objects.select_related("table__dataset", "version").filter(pk=load, table__dataset__slug=dataset)
    known = found.first()
    if known is None:
        raise refused(404, "unknown-load", _("There is no load with this name."), field="load")
    return answer_of(known)


def target_of(dataset: str, table: str, question: LoadQuestion) -> Target:
    key = tuple(dict.fromkeys(name.strip() for name in question.key.split(",") if name.strip()))
    title = Dataset().title
    return Target(dataset, table, title, Level.OFFICIAL, question.way, sheet=question.sheet.strip(), key=key)


def refused(status: int, code: str, message: str, *, field: str | None = None) -> Refused:
    return Refused(status=status, code=code, message=message, field=field)


def too_large() -> Refused:
    return refused(413, "too-large", problem_text("too-large", {"most": settings.DATA_FILE_MB}))


def size_of(request: HttpRequest) -> int:
    """How many bytes are coming. Raises Refused."""
    said = request.headers.get("Content-Length", "")
    if not said.isdecimal():
        raise refused(411, "length-needed", _("Say in Content-Length how many bytes you send."))
    if int(said) == 0:
        raise refused(422, "empty-file", problem_text("empty-file", {}))
    if int(said) > settings.DATA_FILE_MB << 20:
        raise too_large()
    return int(said)


def chunks_of(request: HttpRequest, size: int) -> Iterator[bytes]:
    """The body in pieces, all of it. Raises BadRequest when less comes than was said."""
    left = size
    while chunk := request.read(min(BLOCK_BYTES, left)) if left else b"":
        left -= len(chunk)
        yield chunk
    if left:
        raise BadRequest


def name_of(request: HttpRequest) -> str:
    """A name for the file: what is in it is told by its ending, where nothing else does."""
    kind = (request.content_type or "").lower()
    return f"data{ENDINGS.get(kind, '')}"


def answer_of(load: Load) -> dict[str, Any]:
    """A load as the API tells it."""
    problem = {"code": load.problem, "message": problem_text(load.problem, load.details)} if load.problem else None
    filled = [load, *load.further.select_related("table")] if load.state == Load.State.PUBLISHED else []
    return {
        "id": load.pk,
        "state": load.state,
        "way": load.way,
        "bytes": load.bytes,
        "bytes_read": load.bytes_read,
        "asked_at": load.asked_at,
        "ended_at": load.ended_at,
        "version": load.version.number if load.version else None,
        "tables": [{"table": each.table.name, "rows": each.rows, "quarantined": each.quarantined} for each in filled],
        "problem": problem,
        "left_out": remarks_in(load.details) if filled else [],
    }
