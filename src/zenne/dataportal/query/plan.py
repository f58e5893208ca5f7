"""A question and a view make a plan: which rows, which columns, in which order."""

from dataclasses import dataclass
from typing import Final

from zenne.dataportal.query.conditions import existing, searched, where_sql
from zenne.dataportal.query.figures import figure_of
from zenne.dataportal.query.statements import Parameters, quoted
from zenne.dataportal.query.view import Seen, View
from zenne.dataportal.rules.columns import NUMBERS, ROW, STORED_AS, ColumnType
from zenne.dataportal.rules.parameters import WrongParameter
from zenne.dataportal.rules.questions import Condition, Operator, Order, Question

UNORDERED: Final = frozenset({ColumnType.GEOMETRY, ColumnType.JSON})
"""Types whose values have no order that means anything."""
SHORT: Final = frozenset(ColumnType) - {ColumnType.TEXT, *UNORDERED}


@dataclass(frozen=True, slots=True)
class Output:
    """A column of the answer. ``seen`` is None for a figure; ``stored`` is the type in the engine."""

    name: str
    type: ColumnType
    stored: str
    seen: Seen | None = None

    @property
    def sql(self) -> str:
        return quoted(self.name)

    @property
    def is_number(self) -> bool:
        return self.type in NUMBERS


@dataclass(frozen=True, slots=True)
class Key:
    """One part of the order of an answer: an expression over the relation, and the type of its values.

    ``is_row`` marks the number of a row: there always is one, and in a cursor it always has the same length.
    """

    sql: str
    stored: str
    is_descending: bool = False
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done.

    Attributes:
        columns: of the answer, in this order.
        relation: a statement with all rows of the answer, unordered, that has ``columns`` and what ``order`` needs.
        order: keys that together are different for every row; no value goes before any value.
        facets: the columns whose commonest values are wanted.
        is_ordered: whether a reader must get even a whole export in that order. Where everything may be seen and no
            order was asked for, the order of the files is as good.
    """

    columns: tuple[Output, ...]
    relation: str
    parameters: Parameters
    order: tuple[Key, ...]
    is_ordered: bool
    facets: tuple[Output, ...] = ()


def plan(question: Question, view: View) -> Plan:
    """How to answer a question for whoever has this view.

    Raises:
        WrongParameter: what is asked for does not exist in the view, or cannot be done with it.
    """
    parameters = view.parameters.copy()
    require_mandatory(question, view)
    conditions = where_sql(question.where, view, parameters)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    matching = f"FROM {view.sql} AS seen{where}"
    if question.group or question.aggregates:
        return plan_of_groups(question, view, matching, parameters)
    fields = [existing(name, "_fields", view) for name in question.fields] or list(view.columns.values())
    asked = tuple(order_key(order, view) for order in question.sort)
    return Plan(
        columns=tuple(output(seen) for seen in fields),
        relation=f"SELECT * {matching}",
        parameters=parameters,
        order=(*asked, *tie_breakers(view, [order.column for order in question.sort])),
        is_ordered=bool(asked) or not view.is_whole,
        facets=tuple(output(sortable(name, "_facet", view)) for name in question.facets),
    )


def output(seen: Seen) -> Output:
    """A column of the view in the answer."""
    return Output(seen.name, seen.type, STORED_AS[seen.type], seen)


def require_mandatory(question: Question, view: View) -> None:
    """Go on only if the question has an exact value for each column that the reader must name."""
    if view.is_closed:
        raise WrongParameter("closed", "")
    exact = {each.column for each in question.where if isinstance(each, Condition) and each.operator is Operator.EQUAL}
    for names in view.asks_for:
        missing = [name for name in names if name not in exact]
        if missing:
            raise WrongParameter("mandatory-filter", missing[0], columns=names)


def plan_of_groups(question: Question, view: View, matching: str, parameters: Parameters) -> Plan:
    """One row for each combination of values, or a single one when no column is named."""
    groups = [sortable(name, "_group", view) for name in question.group]
    made = [(each, *figure_of(each, view)) for each in question.aggregates]
    columns = (
        *(output(seen) for seen in groups),
        *(Output(aggregate.name, kind, stored) for aggregate, _, kind, stored in made),
    )
    chosen = [seen.sql for seen in groups] + [f"{sql} AS {quoted(aggregate.name)}" for aggregate, sql, *_ in made]
    by = f" GROUP BY {', '.join(seen.sql for seen in groups)}" if groups else ""
    asked = tuple(group_key(order, columns) for order in question.sort)
    sorted_by = {order.column for order in question.sort}
    return Plan(
        columns=columns,
        relation=f"SELECT {', '.join(chosen)} {matching}{by}",
        parameters=parameters,
        order=(*asked, *(Key(seen.sql, STORED_AS[seen.type]) for seen in groups if seen.name not in sorted_by)),
        is_ordered=True,
    )


def group_key(order: Order, columns: tuple[Output, ...]) -> Key:
    found = next((column for column in columns if column.name == order.column), None)
    if found is None:
        raise WrongParameter("unknown-column", "_sort", columns=tuple(column.name for column in columns))
    return Key(found.sql, found.stored, order.is_descending)


def order_key(order: Order, view: View) -> Key:
    seen = sortable(order.column, "_sort", view)
    return Key(seen.sql, STORED_AS[seen.type], order.is_descending)


def sortable(name: str, parameter: str, view: View) -> Seen:
    seen = searched(name, parameter, view)
    if seen.type in UNORDERED:
        raise WrongParameter("no-order", parameter, column=name)
    return seen


def tie_breakers(view: View, sorted_by: list[str]) -> tuple[Key, ...]:
    """What makes the order whole.

    The hidden number of a row follows the file it came from, and so may follow values that this reader does not see,
    and it counts rows that they do not see. Then only what they do see decides: rows that differ in nothing visible
    are the only ones left to the number. What is long, or can only be read, counts as a hash, which is no order.
    """
    number = Key(quoted(ROW), "BIGINT", is_row=True)
    if view.is_whole:
        return (number,)
    rest = [seen for seen in view.columns.values() if seen.name not in sorted_by]
    short = [seen for seen in rest if seen.is_searchable and seen.type in SHORT]
    hashed = [seen for seen in rest if seen not in short]
    keys = [Key(seen.sql, STORED_AS[seen.type]) for seen in short]
    if hashed:
        values = ", ".join(f"{seen.sql} := CAST({seen.sql} AS VARCHAR)" for seen in hashed)
        keys.append(Key(f"md5(CAST(to_json(struct_pack({values})) AS VARCHAR))", "VARCHAR"))
    return (*keys, number)
