"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

Item = TypeVar("Item")
LAST_OFFSET = 10_000


class Paged(Schema):
    """The parameters of every operation that answers with a list."""

    limit: int = Field(default=20, ge=1, le=100, description="Items on a page.", json_schema_extra={"example": 20})
    offset: int = Field(
        default=0,
        ge=0,
        le=LAST_OFFSET,
        description="Items before the page. Rather follow `next`.",
        json_schema_extra={"example": 0},
    )

    def page(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items of the page that was asked for."""
        return items[self.offset : self.offset + self.limit]

    def next_link(self, request: HttpRequest, *, total: int) -> str | None:
        """The address of the page after this one; None on the last."""
        following = self.offset + self.limit
        if following >= total or following > LAST_OFFSET:
            return None
        query = request.GET.copy()
        query["limit"], query["offset"] = str(self.limit), str(following)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


NextLink = Annotated[
    str | None,
    Field(
        description="The address of the next page; null on the last.",
        json_schema_extra={"format": "uri"},
        examples=["https://www.example.org/api/v1/services?limit=20&offset=20"],
    ),
]
"""The ``next`` of every list, beside its ``items``."""
