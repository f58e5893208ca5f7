"""The first rows of a table on its page: what the reader asks with a plain form, and what the page shows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zenne.dataportal.queries import KnownDataset, KnownTable
from zenne.dataportal.query.answer import page_of, prepared
from zenne.dataportal.query.errors import NotAnswered, TooBusy
from zenne.dataportal.rest.refusing import sentence, wrong
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.parameters import WrongParameter
from zenne.dataportal.rules.policies import Reader
from zenne.dataportal.rules.questions import Condition, Operator, Order, Question
from zenne.dataportal.rules.visibility import VisibleColumn

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ROWS_SHOWN: Final = 50
LONGEST_CELL: Final = 160
NOTHING: Final = "–"
OPERATORS: Final[Mapping[str, "StrOrPromise"]] = {
    Operator.EQUAL.value: gettext_lazy("is"),
    Operator.NOT_EQUAL.value: gettext_lazy("is not"),
    Operator.GREATER_OR_EQUAL.value: gettext_lazy("is at least"),
    Operator.LESS_OR_EQUAL.value: gettext_lazy("is at most"),
    Operator.LIKE.value: gettext_lazy("looks like (* stands for any letters)"),
}
"""What the form offers; the API knows more."""
WITHOUT_ORDER: Final = frozenset({ColumnType.GEOMETRY, ColumnType.JSON})


@dataclass(frozen=True, slots=True)
class AskedRows:
    """What the form above the rows says; anything may stand there."""

    column: str
    operator: str
    value: str
    sort: str
    is_descending: bool
    after: str

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "AskedRows":
        """From the parameters of an address."""
        return cls(
            column=asked.get("column", ""),
            operator=asked.get("is", Operator.EQUAL.value),
            value=asked.get("value", ""),
            sort=asked.get("sort", ""),
            is_descending=asked.get("order") == "desc",
            after=asked.get("after", ""),
        )

    @property
    def is_filtered(self) -> bool:
        return bool(self.column and self.value)

    def question(self) -> Question:
        """The same as a question to the table. Raises WrongParameter."""
        if self.operator not in OPERATORS:
            raise WrongParameter("unknown-operator", "is", operators=", ".join(OPERATORS))
        condition = Condition(self.column, Operator(self.operator), (self.value,))
        return Question(
            where=(condition,) if self.is_filtered else (),
            sort=(Order(self.sort, is_descending=self.is_descending),) if self.sort else (),
            limit=ROWS_SHOWN,
            after=self.after,
        )

    def query_after(self, cursor: str) -> str:
        """The address of the next page."""
        parts = {"sort": self.sort, "order": "desc" if self.is_descending else "", "after": cursor}
        if self.is_filtered:
            parts |= {"column": self.column, "is": self.operator, "value": self.value}
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class ShownRows:
    """The rows as the page shows them, or the sentence that says why there are none.

    Attributes:
        choices: the columns that the form offers to filter and sort by.
        following: the query of the next page; empty on the last.
    """

    columns: tuple[VisibleColumn, ...]
    cells: list[list[str]]
    choices: list[VisibleColumn]
    following: str = ""
    refusal: str = ""
    status: int = HTTPStatus.OK


def shown_rows(known: KnownDataset, table: KnownTable, asked: AskedRows, *, reader: Reader) -> ShownRows:
    """The rows that the reader asks for."""
    choices = [each for each in table.columns if each.is_searchable and each.column.type not in WITHOUT_ORDER]
    try:
        ready = prepared(known.dataset.slug, table.table.name, asked.question(), reader=reader)
        page = page_of(ready)
    except WrongParameter as error:
        refusal = wrong(error).problem.message
        return ShownRows(table.columns, [], choices, refusal=refusal, status=refusal_status(error))
    except NotAnswered as error:
        status = HTTPStatus.SERVICE_UNAVAILABLE if isinstance(error, TooBusy) else HTTPStatus.UNPROCESSABLE_ENTITY
        refusal = sentence(error.code, {})
        return ShownRows(table.columns, [], choices, refusal=refusal, status=status)
    items = [json.loads(item) for item in page.items]
    cells = [[cell(item.get(each.column.name)) for each in table.columns] for item in items]
    return ShownRows(table.columns, cells, choices, asked.query_after(page.after) if page.after else "")


def refusal_status(error: WrongParameter) -> int:
    """A table of which nobody gets rows without asking for some is no mistake of the reader."""
    is_meant = error.code in {"mandatory-filter", "closed"}
    return HTTPStatus.OK if is_meant else HTTPStatus.UNPROCESSABLE_ENTITY


def cell(value: Any) -> str:
    """A value of an answer as a short text."""
    match value:
        case None:
            return NOTHING
        case bool():
            return _("yes") if value else _("no")
        case {"type": "Point", "coordinates": [float() | int() as longitude, float() | int() as latitude, *_rest]}:
            return f"{latitude:.5f}, {longitude:.5f}"
        case {"type": str() as kind, "coordinates": list()}:
            return kind
        case str():
            return shortened(value)
    return shortened(json.dumps(value, ensure_ascii=False))


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
