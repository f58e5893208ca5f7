"""Which rows a reader sees."""

from zoneinfo import ZoneInfo

from django.conf import settings

from zenne.dataportal.query.source import Source
from zenne.dataportal.query.statements import Parameters, quoted
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import Reader, RowRule
from zenne.dataportal.rules.reading import NotReadable, read


def rows_for(reader: Reader, source: Source, parameters: Parameters) -> list[str]:
    """Conditions that all hold for the rows that the reader sees; none when there is no rule for this reader."""
    rules = [rule for rule in source.policy.row_rules if not reader.meets(rule.need)]
    return [row_condition(rule, source, parameters) for rule in rules]


def row_condition(rule: RowRule, source: Source, parameters: Parameters) -> str:
    """What holds for the rows that a rule leaves; a row without a value is left.

    The values of the rule are compared as texts and as values of the column, so that ``1`` also hides ``1.0``.
    """
    column = source.definition.column(rule.column)
    if column is None or column.name not in source.stored:
        return "false"
    name = quoted(column.name)
    same = [f"CAST({name} AS VARCHAR) IN ({', '.join(parameters.add(value) for value in rule.values)})"]
    places = [place for value in rule.values if (place := typed(value, column.type, parameters))]
    if places:
        same.append(f"{name} IN ({', '.join(places)})")
    return f"NOT coalesce({' OR '.join(same)}, false)" if rule.values else "true"


def typed(value: str, kind: ColumnType, parameters: Parameters) -> str | None:
    if kind in {ColumnType.TEXT, ColumnType.JSON, ColumnType.GEOMETRY}:
        return None
    try:
        return parameters.typed(read(value, kind, zone=ZoneInfo(settings.TIME_ZONE)), kind)
    except NotReadable:
        return None
