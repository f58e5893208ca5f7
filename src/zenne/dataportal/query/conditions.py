"""Conditions of a question as SQL over the view."""

from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from zenne.dataportal.query.places import bbox, near, within
from zenne.dataportal.query.statements import Parameters
from zenne.dataportal.query.view import Seen, View
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.parameters import WrongParameter, meant_by, where_name
from zenne.dataportal.rules.questions import AnyOf, Condition, Operator
from zenne.dataportal.rules.reading import NotReadable, Value, read

COMPARED: Final = {
    Operator.EQUAL: "=",
    Operator.NOT_EQUAL: "<>",
    Operator.GREATER: ">",
    Operator.GREATER_OR_EQUAL: ">=",
    Operator.LESS: "<",
    Operator.LESS_OR_EQUAL: "<=",
}
OF_PLACES: Final = {Operator.WITHIN: within, Operator.BBOX: bbox, Operator.NEAR: near}
TEXTS: Final = frozenset({ColumnType.TEXT, ColumnType.JSON})
MOST_VALUES: Final = 1_000


def where_sql(where: tuple[Condition | AnyOf, ...], view: View, parameters: Parameters) -> list[str]:
    """One condition each; all of them hold.

    Raises:
        WrongParameter: a column that the reader does not have or may not search, an operator that its type does not
            know, a value that is none of its type.
    """
    return [part_sql(part, view, parameters) for part in where]


def part_sql(part: Condition | AnyOf, view: View, parameters: Parameters) -> str:
    if isinstance(part, Condition):
        return condition_sql(part, view, parameters)
    return f"({' OR '.join(condition_sql(each, view, parameters) for each in part.conditions)})"


def condition_sql(condition: Condition, view: View, parameters: Parameters) -> str:
    parameter = where_name(condition)
    seen = searched(condition.column, parameter, view)
    if condition.operator not in operators_of(seen.type):
        operators = ", ".join(each.value for each in Operator if each in operators_of(seen.type))
        raise WrongParameter("operator-of-another-type", parameter, operators=operators)
    if condition.operator in OF_PLACES:
        return OF_PLACES[condition.operator](condition, seen, parameters)
    return OTHERS.get(condition.operator, compared)(condition, seen, parameters)


def searched(name: str, parameter: str, view: View) -> Seen:
    """The column of that name, by which the reader may search.

    Raises:
        WrongParameter: there is none in the view, or it can only be read.
    """
    seen = existing(name, parameter, view)
    if not seen.is_searchable:
        raise WrongParameter("only-to-be-read", parameter)
    return seen


def existing(name: str, parameter: str, view: View) -> Seen:
    seen = view.columns.get(name)
    if seen is None:
        meant = meant_by(name) if parameter == name else ""
        code = "unknown-column-or-parameter" if meant else "unknown-column"
        raise WrongParameter(code, parameter, columns=tuple(view.columns), meant=meant)
    return seen


def operators_of(kind: ColumnType) -> frozenset[Operator]:
    """What a column of this type can be compared by."""
    if kind is ColumnType.GEOMETRY:
        return frozenset({Operator.IS_NULL, *OF_PLACES})
    ordered = frozenset({*COMPARED, Operator.IN, Operator.IS_NULL})
    return ordered | {Operator.LIKE} if kind in TEXTS else ordered


def compared(condition: Condition, seen: Seen, parameters: Parameters) -> str:
    place = parameters.typed(value_of(condition.values[0], condition, seen), seen.type)
    return f"{seen.sql} {COMPARED[condition.operator]} {place}"


def one_of(condition: Condition, seen: Seen, parameters: Parameters) -> str:
    if len(condition.values) > MOST_VALUES:
        raise WrongParameter("too-many-values", where_name(condition), most=MOST_VALUES)
    values = dict.fromkeys(value_of(text, condition, seen) for text in condition.values)
    return f"{seen.sql} IN ({', '.join(parameters.typed(value, seen.type) for value in values)})"


def like(condition: Condition, seen: Seen, parameters: Parameters) -> str:
    """Upper and lower case are the same; ``*`` stands for any letters, and nothing else for anything."""
    text = condition.values[0]
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, f"\\{sign}")
    return f"{seen.sql} ILIKE {parameters.add(text.replace('*', '%'))} ESCAPE '\\'"


def is_null(condition: Condition, seen: Seen, parameters: Parameters) -> str:
    if condition.values[0] not in {"true", "false"}:
        raise WrongParameter("not-true-or-false", where_name(condition))
    return f"{seen.sql} IS {'' if condition.values[0] == 'true' else 'NOT '}NULL"


def value_of(text: str, condition: Condition, seen: Seen) -> Value:
    try:
        return read(text, seen.type, zone=ZoneInfo(settings.TIME_ZONE))
    except NotReadable as error:
        raise WrongParameter(error.code, where_name(condition)) from None


OTHERS: Final[dict[Operator, Callable[[Condition, Seen, Parameters], str]]] = {
    Operator.IN: one_of,
    Operator.LIKE: like,
    Operator.IS_NULL: is_null,
}
