"""The words by which letters are found, with the full-text index that each database keeps in step by itself."""

import django.db.models.deletion
from django.db import migrations, models

from zenne.mailroom.letters.index import tokens_of

ROWS_AT_ONCE = 500

SQLITE = [
    """
    CREATE VIRTUAL TABLE mailroom_letterindex USING fts5(
        tokens, content='mailroom_letterwords', content_rowid='letter_id', tokenize='ascii', detail=none, columnsize=0
    )
    """,
    """
    CREATE TRIGGER mailroom_letterindex_insert AFTER INSERT ON mailroom_letterwords BEGIN
        INSERT INTO mailroom_letterindex(rowid, tokens) VALUES (new.letter_id, new.tokens);
    END
    """,
    """
    CREATE TRIGGER mailroom_letterindex_delete AFTER DELETE ON mailroom_letterwords BEGIN
        INSERT INTO mailroom_letterindex(mailroom_letterindex, rowid, tokens)
        VALUES ('delete', old.letter_id, old.tokens);
    END
    """,
    """
    CREATE TRIGGER mailroom_letterindex_update AFTER UPDATE ON mailroom_letterwords BEGIN
        INSERT INTO mailroom_letterindex(mailroom_letterindex, rowid, tokens)
        VALUES ('delete', old.letter_id, old.tokens);
        INSERT INTO mailroom_letterindex(rowid, tokens) VALUES (new.letter_id, new.tokens);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS mailroom_letterindex_insert",
    "DROP TRIGGER IF EXISTS mailroom_letterindex_delete",
    "DROP TRIGGER IF EXISTS mailroom_letterindex_update",
    "DROP TABLE IF EXISTS mailroom_letterindex",
]
POSTGRESQL = [
    """
    ALTER TABLE mailroom_letterwords ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED
    """,
    "CREATE INDEX mailroom_letterindex ON mailroom_letterwords USING gin (vector) WITH (fastupdate = off)",
]
POSTGRESQL_BACK = ["ALTER TABLE mailroom_letterwords DROP COLUMN IF EXISTS vector"]


def make_index(_apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(_apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


def fill(apps, _schema_editor):
    """For the letters that are there already."""
    letters, rows = apps.get_model("mailroom", "Letter"), apps.get_model("mailroom", "LetterWords")
    waiting = letters.objects.filter(words=None).order_by("pk")
    last = 0
    while some := list(waiting.filter(pk__gt=last)[:ROWS_AT_ONCE]):
        rows.objects.bulk_create([row_for(rows, each) for each in some])
        last = some[-1].pk


def row_for(rows, letter):
    head = f"{letter.sender_name} {letter.sender} {letter.subject}"
    return rows(letter_id=letter.pk, tokens=tokens_of(head=head, text=letter.text))


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0008_scanned_attachments")]

    operations = [
        migrations.CreateModel(
            name="LetterWords",
            fields=[
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="mailroom.letter",
                    ),
                ),
                ("tokens", models.TextField()),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
