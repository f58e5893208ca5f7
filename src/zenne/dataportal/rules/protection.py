"""What makes no sense in a policy. A rule that does nothing is refused too: whoever wrote it believes in it."""

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum
from typing import Final

from zenne.core.languages.public import Translated
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import (
    OPEN,
    ORDER,
    Coarsening,
    Coarser,
    ColumnPolicy,
    MandatoryFilter,
    Need,
    Reader,
    RowRule,
    TablePolicy,
)
from zenne.dataportal.rules.reading import NotReadable, read

Place = tuple[str | int, ...]
"""Where in a policy: ``("columns", "owner", "coarser", 0, "step")``, ``("reason", "nl")``."""
Found = Iterator[tuple[Place, "Fault"]]
SCOPE: Final = re.compile(r"[a-z][a-z0-9-]{0,59}")
COARSEST_DEGREES: Final = 90
DATES: Final = frozenset({ColumnType.DATE, ColumnType.TIMESTAMP})
FITTING: Final = {
    Coarsening.ROUNDED: frozenset({ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.GEOMETRY}),
    Coarsening.FIRST_LETTERS: frozenset({ColumnType.TEXT}),
    Coarsening.YEAR: DATES,
    Coarsening.MONTH: DATES,
    Coarsening.PSEUDONYM: frozenset(ColumnType),
}
"""The types of which values can be made coarser in each way, as the planner does it."""
STEPPED: Final = frozenset({Coarsening.ROUNDED, Coarsening.FIRST_LETTERS})
"""The ways that ask how coarse."""
UNCOMPARED: Final = frozenset({ColumnType.GEOMETRY, ColumnType.JSON})


class Fault(StrEnum):
    """What is wrong at one place of a policy."""

    NO_SUCH_COLUMN = "no-such-column"
    NO_COLUMN = "no-column"
    NO_SCOPE = "no-scope"
    NOT_OF_THIS_TYPE = "not-of-this-type"
    WRONG_STEP = "wrong-step"
    NEVER_USED = "never-used"
    NO_VALUES = "no-values"
    NOT_A_VALUE = "not-a-value"
    NOT_COMPARED = "not-compared"
    CANNOT_BE_SAID = "cannot-be-said"
    REASON_NEEDED = "reason-needed"
    REASON_NOT_IN_ALL = "reason-not-in-all"


@dataclass(frozen=True, slots=True)
class Protected:
    """What a policy is about.

    Attributes:
        columns: every column that some version of the table has, with its newest type.
        need: what whoever reads the table has anyhow: that of its data set.
        reason_in: the languages in which a reason must be given.
        zone: where a moment without an offset is meant.
    """

    columns: Mapping[str, ColumnType]
    need: Need
    reason_in: Collection[str]
    zone: tzinfo


def least(*needs: Need) -> Reader:
    """Whoever meets all of these needs and nothing more."""
    return Reader(max((need.level for need in needs), key=ORDER.index), frozenset(need.scope for need in needs))


def policy_faults(policy: TablePolicy, protected: Protected) -> dict[Place, Fault]:
    """Everything that is wrong with a policy, by its place."""
    anyhow = (policy.need, protected.need)
    faults = dict(need_faults(policy.need, ("need",)))
    for name, column in policy.columns.items():
        faults.update(of_column(name, column, protected, anyhow))
    for number, rule in enumerate(policy.row_rules):
        faults.update(below(("row_rules", number), of_row_rule(rule, protected, anyhow)))
    for number, needed in enumerate(policy.mandatory_filters):
        faults.update(below(("mandatory_filters", number), of_filter(needed, policy, protected, anyhow)))
    if closes_something(policy):
        faults.update({("reason", code): Fault.REASON_NEEDED for code in missing_in(policy.reason, protected)})
    return faults


def missing_in(reason: Translated, protected: Protected) -> list[str]:
    """The languages in which a reason must be given and is not."""
    return [code for code in protected.reason_in if not reason.get(code, "").strip()]


def reason_faults(reason: Translated, place: Place, protected: Protected) -> Found:
    """A rule need not have a reason of its own; when it has, everybody can read it."""
    for code in missing_in(reason, protected) if reason else ():
        yield (*place, "reason", code), Fault.REASON_NOT_IN_ALL


def closes_something(policy: TablePolicy) -> bool:
    """Whether anything of the table is not for everybody."""
    columns = (column != ColumnPolicy() for column in policy.columns.values())
    return policy.need != OPEN or any(columns) or bool(policy.row_rules or policy.mandatory_filters)


def below(place: Place, found: Found) -> Found:
    return ((place + inner, fault) for inner, fault in found)


def need_faults(need: Need, place: Place) -> Found:
    if need.scope and not SCOPE.fullmatch(need.scope):
        yield (*place, "scope"), Fault.NO_SCOPE


def of_column(name: str, policy: ColumnPolicy, protected: Protected, anyhow: tuple[Need, ...]) -> Found:
    place: Place = ("columns", name)
    if name not in protected.columns:
        yield place, Fault.NO_SUCH_COLUMN
        return
    yield from need_faults(policy.need, (*place, "need"))
    yield from need_faults(policy.search, (*place, "search"))
    yield from reason_faults(policy.reason, place, protected)
    if policy == ColumnPolicy(reason=policy.reason):
        yield (*place, "need"), Fault.NEVER_USED
    before = [policy.need]
    for number, rule in enumerate(policy.coarser):
        at = (*place, "coarser", number)
        yield from need_faults(rule.need, (*at, "need"))
        yield from of_coarser(rule, protected.columns[name], at)
        if any(least(*anyhow, rule.need).meets(need) for need in before):
            yield (*at, "need"), Fault.NEVER_USED
        before.append(rule.need)


def of_coarser(rule: Coarser, kind: ColumnType, place: Place) -> Found:
    if kind not in FITTING[rule.how]:
        yield (*place, "how"), Fault.NOT_OF_THIS_TYPE
    elif rule.how in STEPPED and not is_step(rule, kind):
        yield (*place, "step"), Fault.WRONG_STEP


def is_step(rule: Coarser, kind: ColumnType) -> bool:
    is_whole = rule.how is Coarsening.FIRST_LETTERS or kind is ColumnType.INTEGER
    most = COARSEST_DEGREES if kind is ColumnType.GEOMETRY else math.inf
    return math.isfinite(rule.step) and 0 < rule.step <= most and (not is_whole or rule.step == int(rule.step))


def of_row_rule(rule: RowRule, protected: Protected, anyhow: tuple[Need, ...]) -> Found:
    yield from need_faults(rule.need, ("need",))
    yield from reason_faults(rule.reason, (), protected)
    if least(*anyhow).meets(rule.need):
        yield ("need",), Fault.NEVER_USED
    if not rule.values:
        yield ("values",), Fault.NO_VALUES
    kind = protected.columns.get(rule.column)
    if kind is None:
        yield ("column",), Fault.NO_SUCH_COLUMN if rule.column else Fault.NO_COLUMN
    elif kind in UNCOMPARED:
        yield ("column",), Fault.NOT_COMPARED
    elif not all(is_value(value, kind, zone=protected.zone) for value in rule.values):
        yield ("values",), Fault.NOT_A_VALUE


def is_value(text: str, kind: ColumnType, *, zone: tzinfo) -> bool:
    try:
        read(text, kind, zone=zone)
    except NotReadable:
        return False
    return "\0" not in text


def of_filter(rule: MandatoryFilter, policy: TablePolicy, protected: Protected, anyhow: tuple[Need, ...]) -> Found:
    yield from need_faults(rule.unless, ("unless",))
    yield from reason_faults(rule.reason, (), protected)
    if least(*anyhow).meets(rule.unless):
        yield ("unless",), Fault.NEVER_USED
    if not rule.columns:
        yield ("columns",), Fault.NO_COLUMN
    elif not protected.columns.keys() >= set(rule.columns):
        yield ("columns",), Fault.NO_SUCH_COLUMN
    elif any(protected.columns[name] in UNCOMPARED for name in rule.columns):
        yield ("columns",), Fault.NOT_COMPARED
    elif not all(can_be_said(policy.of(name), anyhow) for name in rule.columns):
        yield ("columns",), Fault.CANNOT_BE_SAID


def can_be_said(column: ColumnPolicy, anyhow: tuple[Need, ...]) -> bool:
    """Whether whoever reads the table sees a column as it is and may search by it."""
    reader = least(*anyhow)
    return reader.meets(column.need) and reader.meets(column.search)
