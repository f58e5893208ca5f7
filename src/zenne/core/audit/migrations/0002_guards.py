"""What the database does by itself: it chains each record, and refuses to change or remove one before its time.

The tables are then left alone by Django's flush, which empties the tables that it manages.
"""

from django.db import migrations

TABLES = ("audit_auditrecord", "audit_auditlink", "audit_auditcheckpoint")
YEARS_KEPT = 10

SQLITE = [
    # SHA256 is a function that Django gives to each of its connections: a row from elsewhere is refused for its lack.
    """
    CREATE TRIGGER audit_record_chained AFTER INSERT ON audit_auditrecord BEGIN
        INSERT INTO audit_auditlink (number, record_id, at, digest, hash)
        SELECT last.number + 1, NEW.id, NEW.at, NEW.digest, SHA256(
            (last.number + 1) || ' ' || last.hash || ' '
            || NEW.at || CASE length(NEW.at) WHEN 19 THEN '.000000' ELSE '' END || ' ' || NEW.digest
        )
        FROM (
            SELECT number, hash FROM (SELECT number, hash FROM audit_auditlink ORDER BY number DESC LIMIT 1)
            UNION ALL SELECT 0, '' WHERE NOT EXISTS (SELECT 1 FROM audit_auditlink)
        ) AS last;
    END
    """,
    """
    CREATE TRIGGER audit_link_follows BEFORE INSERT ON audit_auditlink
    WHEN NEW.number != (SELECT coalesce(max(number), 0) + 1 FROM audit_auditlink)
    BEGIN SELECT RAISE(ABORT, 'audit: a link follows the last one'); END
    """,
    # REPLACE would delete a row without asking the triggers of DELETE.
    """
    CREATE TRIGGER audit_record_new BEFORE INSERT ON audit_auditrecord
    WHEN EXISTS (SELECT 1 FROM audit_auditrecord WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'audit: records are not replaced'); END
    """,
    """
    CREATE TRIGGER audit_checkpoint_new BEFORE INSERT ON audit_auditcheckpoint
    WHEN EXISTS (SELECT 1 FROM audit_auditcheckpoint WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'audit: checkpoints are not replaced'); END
    """,
    *(
        f"""
        CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'audit: rows are only added'); END
        """
        for table in TABLES
    ),
    f"""
    CREATE TRIGGER audit_auditrecord_kept BEFORE DELETE ON audit_auditrecord
    WHEN OLD.at > datetime('now', '-{YEARS_KEPT} years')
    BEGIN SELECT RAISE(ABORT, 'audit: records are kept for {YEARS_KEPT} years'); END
    """,
    *(
        f"""
        CREATE TRIGGER {table}_kept BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'audit: rows are only added'); END
        """
        for table in TABLES[1:]
    ),
]

POSTGRESQL = [
    # The lock is taken when everything else in the transaction is done, and goes with its commit: the next writer then
    # sees this link. Each statement of a function has a snapshot of its own.
    """
    CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
        -- As an expression, which needs no query of its own; it is never null.
        IF pg_advisory_xact_lock(1635083369, 1) IS NULL THEN
            RAISE EXCEPTION 'audit: no lock';
        END IF;
        INSERT INTO audit_auditlink (number, record_id, at, digest, hash)
        SELECT coalesce(last.number, 0) + 1, NEW.id, NEW.at, NEW.digest, encode(sha256(convert_to(
            (coalesce(last.number, 0) + 1) || ' ' || coalesce(last.hash, '') || ' '
            || to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || ' ' || NEW.digest, 'UTF8'
        )), 'hex')
        FROM (VALUES (1)) AS one
        LEFT JOIN (SELECT number, hash FROM audit_auditlink ORDER BY number DESC LIMIT 1) AS last ON true;
        RETURN NULL;
    END $body$
    """,
    """
    CREATE CONSTRAINT TRIGGER audit_record_chained AFTER INSERT ON audit_auditrecord
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain()
    """,
    """
    CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
        RAISE EXCEPTION 'audit: rows are only added' USING ERRCODE = 'restrict_violation';
    END $body$
    """,
    f"""
    CREATE FUNCTION audit_keep() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
        IF OLD.at > now() - interval '{YEARS_KEPT} years' THEN
            RAISE EXCEPTION 'audit: records are kept for {YEARS_KEPT} years' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END $body$
    """,
    """
    CREATE TRIGGER audit_link_follows BEFORE INSERT ON audit_auditlink FOR EACH ROW
    WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION audit_refuse()
    """,
    *(
        f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        for table in TABLES
    ),
    """
    CREATE TRIGGER audit_auditrecord_kept BEFORE DELETE ON audit_auditrecord
    FOR EACH ROW EXECUTE FUNCTION audit_keep()
    """,
    *(
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        for table in TABLES[1:]
    ),
    *(
        f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        for table in TABLES
    ),
]

TRIGGERS = {
    "audit_auditrecord": (
        "audit_record_chained",
        "audit_record_new",
        "audit_auditrecord_unchanged",
        "audit_auditrecord_kept",
        "audit_auditrecord_whole",
    ),
    "audit_auditlink": (
        "audit_link_follows",
        "audit_auditlink_unchanged",
        "audit_auditlink_kept",
        "audit_auditlink_whole",
    ),
    "audit_auditcheckpoint": (
        "audit_checkpoint_new",
        "audit_auditcheckpoint_unchanged",
        "audit_auditcheckpoint_kept",
        "audit_auditcheckpoint_whole",
    ),
}


def make_guards(_apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_guards(_apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table, triggers in TRIGGERS.items():
        for trigger in triggers:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}" + (f" ON {table}" if on_postgresql else ""))
    for function in ("audit_chain", "audit_refuse", "audit_keep") if on_postgresql else ():
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}()")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(make_guards, drop_guards),
        migrations.AlterModelOptions(name="auditcheckpoint", options={"managed": False, "ordering": ["number", "pk"]}),
        migrations.AlterModelOptions(name="auditlink", options={"managed": False}),
        migrations.AlterModelOptions(name="auditrecord", options={"managed": False}),
    ]
