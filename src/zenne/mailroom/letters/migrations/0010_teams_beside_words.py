"""In the index each word of a letter begins with the team that has it: one look finds what a team may see.

Only letters are found, so the words of everything else go.
"""

import importlib

import django.db.models.deletion
from django.db import migrations, models


def of_team(row):
    """The tokens of a row, each with the number of the team before it, or ``n`` for none, in SQL for both databases."""
    team = f"coalesce(cast({row}team_id AS text), 'n')"
    return f"{team} || replace({row}tokens, ' ', ' ' || {team})"


SQLITE_BEFORE = [
    "DROP TRIGGER IF EXISTS mailroom_letterindex_insert",
    "DROP TRIGGER IF EXISTS mailroom_letterindex_delete",
    "DROP TRIGGER IF EXISTS mailroom_letterindex_update",
    "DROP TABLE IF EXISTS mailroom_letterindex",
]
# What is asked of the columns of the index comes from the table, so `rebuild` would fill it without the teams.
SQLITE_AFTER = [
    """
    CREATE VIRTUAL TABLE mailroom_letterindex USING fts5(
        tokens, content='mailroom_letterwords', content_rowid='letter_id', tokenize='ascii', detail=none, columnsize=0
    )
    """,
    f"INSERT INTO mailroom_letterindex(rowid, tokens) SELECT letter_id, {of_team('')} FROM mailroom_letterwords",  # noqa: S608
    f"""
    CREATE TRIGGER mailroom_letterindex_insert AFTER INSERT ON mailroom_letterwords BEGIN
        INSERT INTO mailroom_letterindex(rowid, tokens) VALUES (new.letter_id, {of_team("new.")});
    END
    """,  # noqa: S608
    f"""
    CREATE TRIGGER mailroom_letterindex_delete AFTER DELETE ON mailroom_letterwords BEGIN
        INSERT INTO mailroom_letterindex(mailroom_letterindex, rowid, tokens)
        VALUES ('delete', old.letter_id, {of_team("old.")});
    END
    """,  # noqa: S608
    f"""
    CREATE TRIGGER mailroom_letterindex_update AFTER UPDATE ON mailroom_letterwords BEGIN
        INSERT INTO mailroom_letterindex(mailroom_letterindex, rowid, tokens)
        VALUES ('delete', old.letter_id, {of_team("old.")});
        INSERT INTO mailroom_letterindex(rowid, tokens) VALUES (new.letter_id, {of_team("new.")});
    END
    """,  # noqa: S608
]
POSTGRESQL_BEFORE = ["ALTER TABLE mailroom_letterwords DROP COLUMN IF EXISTS vector"]
POSTGRESQL_AFTER = [
    "SET CONSTRAINTS ALL IMMEDIATE",
    f"""
    ALTER TABLE mailroom_letterwords ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array({of_team("")}, ' '))) STORED
    """,
    "CREATE INDEX mailroom_letterindex ON mailroom_letterwords USING gin (vector) WITH (fastupdate = off)",
]
FILL = [
    """
    DELETE FROM mailroom_letterwords
    WHERE letter_id IN (SELECT id FROM mailroom_letter WHERE kind <> 'letter')
    """,
    """
    UPDATE mailroom_letterwords SET team_id = (
        SELECT thread.team_id FROM mailroom_letter AS letter JOIN mailroom_thread AS thread
        ON thread.id = letter.thread_id WHERE letter.id = mailroom_letterwords.letter_id
    )
    """,
]


def drop_index(_apps, schema_editor):
    for statement in SQLITE_BEFORE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BEFORE:
        schema_editor.execute(statement)


def fill(_apps, schema_editor):
    """For the letters that are there already."""
    for statement in FILL:
        schema_editor.execute(statement)


def make_index(_apps, schema_editor):
    for statement in SQLITE_AFTER if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_AFTER:
        schema_editor.execute(statement)


def make_index_before(apps, schema_editor):
    """Going back: the index as 0009 makes it, filled."""
    before = importlib.import_module("zenne.mailroom.letters.migrations.0009_words_of_letters")
    before.make_index(apps, schema_editor)
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("INSERT INTO mailroom_letterindex(mailroom_letterindex) VALUES ('rebuild')")


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0009_words_of_letters")]

    operations = [
        migrations.RunPython(drop_index, make_index_before),
        migrations.AddField(
            model_name="letterwords",
            name="team",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.team",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(make_index, drop_index),
    ]
