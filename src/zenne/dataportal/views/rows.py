"""The rows of a table on its page: conditions, an order, and a page of what is found."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict

from zenne.core.rest.public import Refused
from zenne.dataportal.query.answer import page_of, prepared
from zenne.dataportal.query.conditions import operators_of
from zenne.dataportal.query.facets import Common
from zenne.dataportal.query.plan import Output
from zenne.dataportal.query.view import View
from zenne.dataportal.rest.refusing import refusing
from zenne.dataportal.rules.cells import Cell, cell
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.parameters import condition
from zenne.dataportal.rules.policies import Reader
from zenne.dataportal.rules.questions import Operator, Order, Question

ROWS_OF_A_PAGE: Final = 50
MOST_CONDITIONS: Final = 8
LONGEST: Final = 2_000
ASKED_FOR: Final = frozenset({"mandatory-filter", "closed"})
"""A table of which nobody gets rows without asking for some is no mistake of the reader."""
CHOICES: Final = tuple(each for each in Operator if each in operators_of(ColumnType.TEXT) | {Operator.NEAR})


@dataclass(frozen=True, slots=True)
class TypedCondition:
    """A condition as it was typed in the form."""

    column: str = ""
    operator: str = Operator.EQUAL.value
    value: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The same as a parameter of the API."""
        name = self.column if self.operator == Operator.EQUAL else f"{self.column}[{self.operator}]"
        return name, self.value


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed: conditions that all hold, the column to sort by, and the one whose values are counted."""

    conditions: tuple[TypedCondition, ...]
    sort: str
    is_descending: bool
    facet: str = ""

    def question(self, *, after: str) -> Question:
        """What is asked, from the place where a page ended. Raises WrongParameter for a comparison that is none."""
        return Question(
            where=tuple(condition(*each.pair) for each in self.conditions),
            sort=(Order(self.sort, self.is_descending),) if self.sort else (),
            limit=ROWS_OF_A_PAGE,
            after=after,
            facets=(self.facet,) if self.facet and not after else (),
        )

    @property
    def shown(self) -> tuple[TypedCondition, ...]:
        """The conditions, and an empty line for one more."""
        return (*self.conditions, TypedCondition())[:MOST_CONDITIONS]

    @property
    def query(self) -> str:
        """What was typed as the query of an address of this page."""
        pairs = [(name, getattr(each, name)) for each in self.conditions for name in ("column", "operator", "value")]
        order = [("sort", self.sort), *([("descending", "yes")] if self.is_descending else [])]
        return urlencode([*pairs, *order, *([("facet", self.facet)] if self.facet else [])])

    def query_with(self, wanted: TypedCondition) -> str:
        """The same with one more condition, instead of those on its column that say a value already."""
        others = (each for each in self.conditions if (each.column, each.operator) != (wanted.column, wanted.operator))
        return replace(self, conditions=(*others, wanted)).query

    @property
    def api_query(self) -> str:
        """The same question for the API."""
        order = [("_sort", f"-{self.sort}" if self.is_descending else self.sort)] if self.sort else []
        return urlencode([*(each.pair for each in self.conditions), *order])


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value of the column whose values are counted. ``query`` leads to its rows; empty where nothing can."""

    cell: Cell
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class ShownRows:
    """A page of rows.

    Attributes:
        values: the commonest values of the column that was chosen, among all rows that match.
        view: what the reader sees of the table; None when the question could not be asked.
        after: the place where the next page begins; empty on the last.
        problem: the sentence that says why there are none.
    """

    form: Form
    columns: tuple[Output, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    after: str = ""
    is_first: bool = True
    problem: str = ""
    status: int = HTTPStatus.OK
    values: tuple[ShownValue, ...] = ()
    view: View | None = None


def form_in(query: QueryDict) -> Form:
    """What was typed; lines without a column are left out, and what is too long is cut."""
    typed = zip(query.getlist("column"), query.getlist("operator"), query.getlist("value"), strict=False)
    lines = [TypedCondition(column[:LONGEST], operator[:LONGEST], value[:LONGEST]) for column, operator, value in typed]
    conditions = tuple(line for line in lines if line.column)[:MOST_CONDITIONS]
    sort, facet = query.get("sort", "")[:LONGEST], query.get("facet", "")[:LONGEST]
    return Form(conditions, sort, query.get("descending") == "yes", facet)


def shown_rows(request: HttpRequest, *, dataset: str, table: str, reader: Reader) -> ShownRows:
    """The rows that the form of a request asks for, as this reader may see them.

    Raises:
        Http404: for this reader there is no such table.
    """
    form = form_in(request.GET)
    after = request.GET.get("after", "")[:LONGEST]
    try:
        with refusing():
            ready = prepared(dataset, table, form.question(after=after), reader=reader)
            page = page_of(ready)
    except Refused as refusal:
        if refusal.status == HTTPStatus.NOT_FOUND:
            raise Http404 from None
        is_asked_for = refusal.problem.code in ASKED_FOR
        return ShownRows(
            form, problem=refusal.problem.message, status=HTTPStatus.OK if is_asked_for else refusal.status
        )
    columns = ready.plan.columns
    rows = tuple(tuple(cells_of(json.loads(item), columns)) for item in page.items)
    values = tuple(shown_value(each, column, form) for column in ready.plan.facets for each in page.facets[column.name])
    return ShownRows(form, columns, rows, page.after, is_first=not after, values=values, view=ready.view)


def shown_value(found: Common, column: Output, form: Form) -> ShownValue:
    """A value, and the way to its rows."""
    value = json.loads(found.value)
    text = value if isinstance(value, str) else found.value
    wanted = TypedCondition(column.name, value=text)
    if value is None:
        wanted = TypedCondition(column.name, Operator.IS_NULL.value, "true")
    is_full = len(form.conditions) >= MOST_CONDITIONS
    query = "" if is_full or len(text) > LONGEST else form.query_with(wanted)
    return ShownValue(cell(value, column.type), found.count, query)


def cells_of(item: dict[str, Any], columns: tuple[Output, ...]) -> Iterator[Cell]:
    for column in columns:
        yield cell(item.get(column.name), column.type)
