"""The rows after the last one of a page, by the values of their order: as fast for page 10,000 as for page 2."""

from collections.abc import Sequence

from zenne.dataportal.query.cursors import DIGITS, LONGEST_KEY, KeyValue
from zenne.dataportal.query.plan import Key, Plan
from zenne.dataportal.query.statements import Parameters


def order_by(keys: Sequence[Key]) -> str:
    """``ORDER BY`` with what has no value at the end; empty for a single row."""
    parts = [f"{key.sql} {'DESC' if key.is_descending else 'ASC'} NULLS LAST" for key in keys]
    return f" ORDER BY {', '.join(parts)}" if parts else ""


def behind(plan: Plan, values: Sequence[KeyValue], parameters: Parameters) -> str:
    """What holds for the rows behind the one that has these values in the order of the plan."""
    last = f"CAST({parameters.add(values[-1])} AS BIGINT)" if True in values else ""
    places = [
        f"(SELECT {key.sql} FROM ({plan.relation}) WHERE {plan.order[-1].sql} = {last})"
        if value is True
        else None
        if value is None
        else f"CAST({parameters.add(value)} AS {key.stored})"
        for key, value in zip(plan.order, values, strict=True)
    ]
    return after(plan.order, places)


def after(keys: Sequence[Key], places: Sequence[str | None]) -> str:
    """The comparison of several columns with the expressions in ``places``; both have at least one."""
    (key, *keys_left), (place, *places_left) = keys, places
    if place is None:
        same, later = f"{key.sql} IS NULL", "false"
    else:
        same = f"{key.sql} = {place}"
        later = f"{key.sql} {'<' if key.is_descending else '>'} {place}"
        later = later if key.is_row else f"({later} OR {key.sql} IS NULL)"
    return f"({later} OR ({same} AND {after(keys_left, places_left)}))" if keys_left else later


def key_text(name: str, key: Key, *, may_be_long: bool) -> str:
    """The value of a key as it stands in a cursor; the text of a long one is empty, see ``key_value``."""
    if key.is_row:
        return f"lpad(CAST({name} AS VARCHAR), {DIGITS}, '0')"
    text = f"CAST({name} AS VARCHAR)"
    return f"CASE WHEN length({text}) > {LONGEST_KEY} THEN chr(0) ELSE {text} END" if may_be_long else text


def key_value(text: str | None) -> KeyValue:
    return True if text == "\0" else text
