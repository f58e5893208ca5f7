"""The parameters of an address, read as a question. Names of columns are not looked up here, nor values read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any, Final

from zenne.dataportal.rules.questions import (
    Aggregate,
    AggregateFunction,
    AnyOf,
    Condition,
    Operator,
    Order,
    Question,
)
from zenne.dataportal.rules.reading import NotReadable, moment, split, unquoted, whole_number

NAMED: Final = re.compile(r"([^\[\]]*)(?:\[([^\[\]]*)\])?")
FIGURE: Final = re.compile(r"([a-z_]+)\(([^()]*)\)")
LISTS: Final = frozenset({Operator.IN, Operator.BBOX, Operator.NEAR})
MOST_CONDITIONS: Final = 100
MOST_NAMES: Final = 100
MOST_ROWS: Final = 10_000
MOST_FACETS: Final = 10
OWN: Final = ("_fields", "_sort", "_limit", "_after", "_count", "_facet", "_group", "_agg", "asOf", "_format", "_safe")
USUAL: Final = {
    "offset": "_after",
    "page": "_after",
    "cursor": "_after",
    "select": "_fields",
    "columns": "_fields",
    "order": "_sort",
    "order_by": "_sort",
    "orderby": "_sort",
    "group_by": "_group",
    "groupby": "_group",
    "asof": "asOf",
}
"""What parameters are called elsewhere, and what they are called here."""


class WrongParameter(Exception):
    """A parameter that cannot be carried out. ``code`` is stable, ``values`` go into the sentence."""

    def __init__(self, code: str, parameter: str, **values: Any) -> None:
        self.code, self.parameter, self.values = code, parameter, values
        super().__init__(f"{code}: {parameter}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the format in which the answer is wanted.

    ``is_safe``: whether no text may look like a formula to a spreadsheet.
    """

    question: Question
    format: str = "json"
    is_safe: bool = False


def asked_in(parameters: Iterable[tuple[str, str]], *, zone: tzinfo) -> Asked:
    """The question in the parameters of an address, in their order.

    Raises:
        WrongParameter: one that is written wrongly, given twice, or unknown.
    """
    own: dict[str, str] = {}
    where: list[Condition | AnyOf] = []
    for name, text in parameters:
        if name in OWN:
            if name in own:
                raise WrongParameter("given-twice", name)
            own[name] = text
        else:
            where.append(any_of(text) if name == "_or" else condition(name, text))
    if sum(len(each.conditions) if isinstance(each, AnyOf) else 1 for each in where) > MOST_CONDITIONS:
        raise WrongParameter("too-many-conditions", where_name(where[-1]), most=MOST_CONDITIONS)
    question = replace(question_of(own, zone=zone), where=tuple(where))
    return Asked(question, own.get("_format", "json"), is_safe=is_true(own, "_safe"))


def meant_by(name: str) -> str:
    """The parameter of ours that somebody meant who wrote ``sort`` or ``offset``; empty when there is none."""
    found = USUAL.get(name.lower()) or f"_{name.lower()}"
    return found if found in OWN else ""


def where_name(part: Condition | AnyOf) -> str:
    """The parameter in which a condition was written."""
    if isinstance(part, AnyOf):
        return "_or"
    return part.column if part.operator is Operator.EQUAL else f"{part.column}[{part.operator}]"


def condition(name: str, text: str) -> Condition:
    """``column=value`` or ``column[operator]=value``."""
    match = NAMED.fullmatch(name)
    if match is None:
        raise WrongParameter("wrong-name", name)
    column, sign = match[1], match[2]
    if sign is not None and sign not in list(Operator):
        raise WrongParameter("unknown-operator", name, operators=", ".join(Operator))
    operator = Operator(sign) if sign else Operator.EQUAL
    values = listed(name, text) if operator in LISTS else (text,)
    return Condition(column, operator, values)


def listed(name: str, text: str) -> tuple[str, ...]:
    try:
        return tuple(unquoted(part) for part in split(text, ","))
    except NotReadable as error:
        raise WrongParameter(error.code, name) from None


def any_of(text: str) -> AnyOf:
    """``(a[gt]=1;b=2)``: at least one of these. A value with a semicolon in it stands in double quotes."""
    inner = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    try:
        parts = split(inner, ";")
    except NotReadable as error:
        raise WrongParameter(error.code, "_or") from None
    if not all("=" in part for part in parts):
        raise WrongParameter("wrong-group", "_or")
    return AnyOf(tuple(inner_condition(*part.split("=", 1)) for part in parts))


def inner_condition(name: str, text: str) -> Condition:
    is_list = any(name.endswith(f"[{operator}]") for operator in LISTS)
    return condition(name, text if is_list else unquoted(text))


def question_of(own: dict[str, str], *, zone: tzinfo) -> Question:
    """What the parameters beside the conditions say."""
    group, facets = names(own, "_group"), names(own, "_facet", most=MOST_FACETS)
    figures = tuple(figure(text) for text in names(own, "_agg"))
    if (group or figures) and "_fields" in own:
        raise WrongParameter("fields-of-groups", "_fields")
    if (group or figures) and facets:
        raise WrongParameter("facets-of-groups", "_facet")
    return Question(
        fields=names(own, "_fields"),
        sort=tuple(Order(text.removeprefix("-"), text.startswith("-")) for text in names(own, "_sort")),
        group=group,
        aggregates=figures or ((Aggregate(AggregateFunction.COUNT, "", "count()"),) if group else ()),
        limit=limit(own["_limit"]) if "_limit" in own else None,
        after=own.get("_after", ""),
        as_of=as_of(own["asOf"], zone=zone) if "asOf" in own else None,
        is_counted=is_true(own, "_count"),
        facets=facets,
    )


def names(own: dict[str, str], parameter: str, *, most: int = MOST_NAMES) -> tuple[str, ...]:
    """A list of names, each once."""
    if parameter not in own:
        return ()
    found = tuple(part.strip() for part in own[parameter].split(","))
    if not all(found):
        raise WrongParameter("empty-name", parameter)
    if len({each.removeprefix("-") for each in found}) < len(found):
        raise WrongParameter("named-twice", parameter)
    if len(found) > most and parameter != "_fields":
        raise WrongParameter("too-many-names", parameter, most=most)
    return found


def figure(text: str) -> Aggregate:
    """``sum(column)``; the figure keeps this text as its name."""
    match = FIGURE.fullmatch(text)
    if match is None or match[1] not in list(AggregateFunction):
        raise WrongParameter("unknown-figure", "_agg", functions=", ".join(f"{each}()" for each in AggregateFunction))
    function = AggregateFunction(match[1])
    column = "" if function is AggregateFunction.COUNT and match[2] == "*" else match[2]
    if not column and function is not AggregateFunction.COUNT:
        raise WrongParameter("figure-of-what", "_agg", function=f"{function}()")
    return Aggregate(function, column, text)


def limit(text: str, *, parameter: str = "_limit") -> int:
    try:
        rows = whole_number(text)
    except NotReadable:
        raise WrongParameter("not-a-whole-number", parameter) from None
    if rows < 1:
        raise WrongParameter("too-small", parameter, least=1)
    return rows


def as_of(text: str, *, zone: tzinfo) -> datetime:
    try:
        return moment(text, zone=zone)
    except NotReadable as error:
        raise WrongParameter(error.code, "asOf") from None


def is_true(own: dict[str, str], parameter: str) -> bool:
    text = own.get(parameter, "false")
    if text not in {"true", "false"}:
        raise WrongParameter("not-true-or-false", parameter)
    return text == "true"
