"""What the API says of data sets."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from zenne.core.rest.public import NextLink, Texts, Timestamp

Slug = Annotated[str, Field(description="Its name in addresses; it never changes.", examples=["branches"])]
Address = Annotated[str, Field(json_schema_extra={"format": "uri"})]


class Publisher(Schema):
    """Who publishes a data set."""

    key: str = Field(description="Key of a department, or `city` for the city itself.", examples=["city"])
    name: Texts


class FacetValue(Schema):
    """A value of a column, and how many of the rows that match have it."""

    value: Any = Field(description="The value as in rows; null for rows without one.", examples=["1000"])
    count: int = Field(examples=[12])


class DatasetItem(Schema):
    """A data set in a list."""

    dataset: Slug
    title: Texts
    description: Texts
    themes: list[str] = Field(description="Codes of the data themes of the EU.", examples=[["GOVE"]])
    publisher: Publisher
    licence: str = Field(description="SPDX code of the licence.", examples=["CC0-1.0"])
    access: Literal["public", "partner", "official"] = Field(description="Who may see the data.")
    may_read: bool = Field(description="Whether you may see the data, and not only that it is there.")
    reason: Texts = Field(description="Why it is not for everybody; empty when it is.")
    changed_at: Timestamp = Field(
        description="When something changed last that you may see; the beginning of that day where a table is only "
        "partly for you."
    )
    page: Address = Field(description="Its page, for people; it opens in the reader's language.")
    api: Address = Field(description="Everything about it in this API.")


class DatasetList(Schema):
    """A page of data sets."""

    items: list[DatasetItem]
    next: NextLink
    total: int = Field(description="How many there are in all.", examples=[4])


class File(Schema):
    """All rows of a table in one format."""

    format: str = Field(description="As `_format` takes it.", examples=["csv"])
    media_type: str = Field(examples=["text/csv"])
    url: Address


class TableItem(Schema):
    """A table of a data set."""

    table: Slug
    title: Texts
    description: Texts
    columns: list[str] = Field(description="The columns that you may see.", examples=[["branch", "place"]])
    rows: int | None = Field(description="How many rows it has; null where you may not see all of them.")
    published_at: Timestamp = Field(
        description="Since when it is as it is; the beginning of that day where you may not see all of it."
    )
    reason: Texts = Field(description="Why not all of it is for everybody; empty when it is.")
    files: list[File]
    page: Address = Field(description="Its page, for people.")


class ClosedTable(Schema):
    """A table that is not for you."""

    table: Slug
    title: Texts
    reason: Texts = Field(description="Why it is not for you.")


class ClosedColumn(Schema):
    """A column that is not for you."""

    name: str = Field(examples=["owner"])
    title: Texts
    reason: Texts = Field(description="Why it is not for you: its own reason, or that of its table.")


class Contact(Schema):
    """Whom to ask."""

    name: Texts
    email: str


class DatasetAnswer(DatasetItem):
    """Everything about a data set."""

    keywords: dict[str, list[str]] = Field(description="Words per language code.")
    contact: Contact
    source: Texts = Field(description="Where it comes from.")
    frequency: str = Field(description="How often it is brought up to date: a code of the EU.", examples=["DAILY"])
    high_value: list[str] = Field(description="Categories of Regulation (EU) 2023/138.", examples=[["geospatial"]])
    bbox: list[float] = Field(description="West, south, east, north in degrees; empty when it has no place.")
    begins_on: date | None = Field(description="The first day that it is about.", examples=["2020-01-01"])
    ends_on: date | None = Field(description="The last day that it is about; null when it goes on.", examples=[None])
    landing_page: str = Field(description="A page about it elsewhere; empty when there is none.")
    tables: list[TableItem]
    closed_tables: list[ClosedTable] = Field(description="Tables of which you may only know that they are there.")
