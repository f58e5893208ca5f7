"""The parameters of the rows of a table, as the API's document describes them."""

from typing import Annotated, Any, Final

from ninja import Path, Schema
from pydantic import Field

from zenne.dataportal.query.facets import MOST_VALUES
from zenne.dataportal.query.formats.all import FORMATS
from zenne.dataportal.rules.parameters import MOST_ROWS

JSON: Final = "json"
CHOICES: Final = (JSON, *FORMATS)
DatasetName = Annotated[str, Path(description="The name of the data set in addresses.", example="branches")]
TableName = Annotated[str, Path(description="The name of the table in addresses.", example="branches")]


def own(name: str, description: str, example: str, **schema: Any) -> Any:
    """A parameter that is no column: none of them can be the name of one."""
    return Field(default=None, alias=name, description=description, json_schema_extra={"example": example, **schema})


class RowsQuestion(Schema):
    """Everything but the conditions, whose names are those of the columns."""

    fields_: str | None = own("_fields", "The columns of the answer, with commas between them.", "branch,desks")
    sort: str | None = own("_sort", "Columns to sort by; a minus sign before a name turns the order.", "-desks,branch")
    limit: str | None = own(
        "_limit", f"Rows on a page: 20 if left out, {MOST_ROWS:,} at most. Of a file: all rows if left out.", "20"
    )
    after: str | None = own("_after", "Where the page before ended. Rather follow `next`.", "")
    count: str | None = own("_count", "`true`: also say how many rows match.", "true")
    facet: str | None = own(
        "_facet",
        f"Columns of which the {MOST_VALUES} commonest values among all rows that match are wanted, with how many rows "
        "have them. The next pages do not say it again.",
        "postcode",
    )
    group: str | None = own("_group", "Columns to group by: one row for each combination of values.", "postcode")
    figures: str | None = own(
        "_agg",
        "Figures of each group, or of all rows: `count()`, `count(column)`, `count_distinct(column)`, `sum(column)`, "
        "`avg(column)`, `min(column)`, `max(column)`, `median(column)`. A figure has the name that you write.",
        "count(),sum(desks)",
    )
    any_of: str | None = own(
        "_or",
        "At least one of these conditions must hold, with semicolons between them. May be given several times.",
        "(desks[gte]=10;postcode=1000)",
    )
    as_of: str | None = own("asOf", "The table as it was at that moment.", "2026-12-31T12:00:00Z")
    format: str | None = own("_format", "The format of the answer.", JSON, enum=list(CHOICES))
    safe: str | None = own(
        "_safe",
        "`true`, with `_format=csv`: an apostrophe stands before each text that a spreadsheet would compute as a "
        "formula. For people; for programs leave it out, and texts are as they are.",
        "true",
    )


FILES: Final = {
    "responses": {
        200: {
            "content": {each.media_type.partition(";")[0]: {"schema": {"type": "string"}} for each in FORMATS.values()}
        }
    }
}
"""What the document says of answers that are files."""
