"""``zenne data schema DATASET TABLE``: the columns of a table, as JSON."""

import json
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import CommandError

from zenne.dataportal.ingest.wording import note_text
from zenne.dataportal.models import Schema, Table
from zenne.dataportal.rules.columns import Code, Column, ColumnType, TableDefinition

HELP: Final = "show the columns of a table"


def arguments(parser: ArgumentParser) -> None:
    """Which table."""
    parser.add_argument("dataset", help="the data set")
    parser.add_argument("table", help="the table")


def run(options: dict[str, Any], stdout: Any) -> None:
    """Print the newest schema."""
    table = Table.objects.filter(dataset__slug=options["dataset"], name=options["table"]).first()
    schema = table.schemas.order_by("-number").first() if table else None
    if schema is None:
        raise CommandError(f"There is no table “{options['table']}” in a data set “{options['dataset']}”.")
    stdout.write(json.dumps(described(schema), indent=2, ensure_ascii=False))


def described(schema: Schema) -> dict[str, Any]:
    definition: TableDefinition = schema.definition
    texts = {"title": dict(schema.table.title), "description": dict(schema.table.description)}
    return {
        **{name: text for name, text in texts.items() if text},
        "schema": schema.number,
        "key": list(definition.key),
        "sort": list(definition.sort),
        "columns": [column_said(column) for column in definition.columns],
    }


def column_said(column: Column) -> dict[str, Any]:
    said = {
        "name": column.name,
        "type": column.type.value,
        "title": dict(column.title),
        "description": dict(column.description),
        "source": column.source,
        "format": column.format,
        "coordinate_system": column.crs if column.type is ColumnType.GEOMETRY else None,
        "unit": column.unit,
        "refers_to": column.refers_to,
        "required": column.is_required,
        "codes": [code_said(code) for code in column.codes],
        "note": note_text(column.note),
    }
    return {name: value for name, value in said.items() if value}


def code_said(code: Code) -> dict[str, Any]:
    return {"value": code.value, **({"label": dict(code.label)} if code.label else {})}
