"""The full-text indexes, which each database keeps in step with the tables by itself."""

from django.db import migrations, transaction
from django.db.utils import DatabaseError

SQLITE = [
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        title_tokens, synonym_tokens, summary_tokens, body_tokens,
        content='search_indexeddocument', content_rowid='id', tokenize='ascii', prefix='5 6 7'
    )
    """,
    """
    CREATE TRIGGER search_index_insert AFTER INSERT ON search_indexeddocument BEGIN
        INSERT INTO search_index(rowid, title_tokens, synonym_tokens, summary_tokens, body_tokens)
        VALUES (new.id, new.title_tokens, new.synonym_tokens, new.summary_tokens, new.body_tokens);
    END
    """,
    """
    CREATE TRIGGER search_index_delete AFTER DELETE ON search_indexeddocument BEGIN
        INSERT INTO search_index(search_index, rowid, title_tokens, synonym_tokens, summary_tokens, body_tokens)
        VALUES ('delete', old.id, old.title_tokens, old.synonym_tokens, old.summary_tokens, old.body_tokens);
    END
    """,
    """
    CREATE TRIGGER search_index_update AFTER UPDATE ON search_indexeddocument BEGIN
        INSERT INTO search_index(search_index, rowid, title_tokens, synonym_tokens, summary_tokens, body_tokens)
        VALUES ('delete', old.id, old.title_tokens, old.synonym_tokens, old.summary_tokens, old.body_tokens);
        INSERT INTO search_index(rowid, title_tokens, synonym_tokens, summary_tokens, body_tokens)
        VALUES (new.id, new.title_tokens, new.synonym_tokens, new.summary_tokens, new.body_tokens);
    END
    """,
    # Spaces around the word, so that the trigrams of its beginning and end differ from those inside.
    "CREATE VIRTUAL TABLE search_trigrams USING fts5(padded, content='', tokenize='trigram case_sensitive 1')",
    """
    CREATE TRIGGER search_trigrams_insert AFTER INSERT ON search_vocabularyword BEGIN
        INSERT INTO search_trigrams(rowid, padded) VALUES (new.id, '  ' || new.word || '  ');
    END
    """,
    """
    CREATE TRIGGER search_trigrams_delete AFTER DELETE ON search_vocabularyword BEGIN
        INSERT INTO search_trigrams(search_trigrams, rowid, padded) VALUES ('delete', old.id, '  ' || old.word || '  ');
    END
    """,
    """
    CREATE TRIGGER search_trigrams_update AFTER UPDATE OF id, word ON search_vocabularyword BEGIN
        INSERT INTO search_trigrams(search_trigrams, rowid, padded) VALUES ('delete', old.id, '  ' || old.word || '  ');
        INSERT INTO search_trigrams(rowid, padded) VALUES (new.id, '  ' || new.word || '  ');
    END
    """,
]

SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS search_index_insert",
    "DROP TRIGGER IF EXISTS search_index_delete",
    "DROP TRIGGER IF EXISTS search_index_update",
    "DROP TRIGGER IF EXISTS search_trigrams_insert",
    "DROP TRIGGER IF EXISTS search_trigrams_delete",
    "DROP TRIGGER IF EXISTS search_trigrams_update",
    "DROP TABLE IF EXISTS search_index",
    "DROP TABLE IF EXISTS search_trigrams",
]

POSTGRESQL = [
    """
    ALTER TABLE search_indexeddocument ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.simple', title_tokens), 'A')
        || setweight(to_tsvector('pg_catalog.simple', synonym_tokens), 'B')
        || setweight(to_tsvector('pg_catalog.simple', summary_tokens), 'C')
        || setweight(to_tsvector('pg_catalog.simple', body_tokens), 'D')
    ) STORED
    """,
    "CREATE INDEX search_index ON search_indexeddocument USING gin (vector) WITH (fastupdate = off)",
]

POSTGRESQL_BACK = [
    "DROP INDEX IF EXISTS search_trigrams",
    "ALTER TABLE search_indexeddocument DROP COLUMN IF EXISTS vector",
]

POSTGRESQL_TRIGRAMS = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX search_trigrams ON search_vocabularyword USING gist (word gist_trgm_ops)",
]


def make_full_text(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        run(schema_editor, SQLITE_BACK + SQLITE)
        # For a database that already has documents.
        schema_editor.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
        schema_editor.execute(
            "INSERT INTO search_trigrams(rowid, padded) SELECT id, '  ' || word || '  ' FROM search_vocabularyword"
        )
    else:
        run(schema_editor, POSTGRESQL_BACK + POSTGRESQL)
        make_trigrams(schema_editor)


def make_trigrams(schema_editor):
    """Where the extension is not to be had, typos are looked for among words that begin or end alike."""
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            run(schema_editor, POSTGRESQL_TRIGRAMS)
    except DatabaseError as error:
        print(f"  search: no trigram index ({str(error).splitlines()[0]}); typos are corrected less well")


def drop_full_text(_apps, schema_editor):
    run(schema_editor, SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK)


def run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make_full_text, drop_full_text)]
