"""A PostgreSQL database as a whole, through the programs of PostgreSQL itself."""

import re
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Final

from django.db import connection, connections

from zenne.core.operations.errors import BackupFailed, InUse, NoRoom, NotRestorable, ProgramMissing

PROGRAMS: Final = Path("/usr/lib/postgresql")
FULL: Final = re.compile("no space left|disk full|could not extend file|file too large", re.IGNORECASE)
OTHERS: Final = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
DROP_EVERYTHING: Final = """
DO $$
DECLARE thing record;
BEGIN
    FOR thing IN
        SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
            ELSE 'TABLE' END AS kind, pg_class.oid::regclass::text AS name
        FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('e', 'i', 'a'))
    LOOP
        EXECUTE format('DROP %s IF EXISTS %s CASCADE', thing.kind, thing.name);
    END LOOP;
    FOR thing IN
        SELECT oid::regprocedure::text AS name FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    LOOP
        EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', thing.name);
    END LOOP;
    FOR thing IN
        SELECT oid::regconfig::text AS name FROM pg_ts_config
        WHERE cfgnamespace = current_schema()::regnamespace
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_ts_config.oid AND deptype = 'e')
    LOOP
        EXECUTE format('DROP TEXT SEARCH CONFIGURATION IF EXISTS %s CASCADE', thing.name);
    END LOOP;
END $$;
"""


def copy(target: Path) -> None:
    """Write the database of one moment into the new file ``target``, while others read and write.

    Raises:
        ProgramMissing: there is no ``pg_dump`` for this server.
        NoRoom: the disk is full.
        BackupFailed: with what ``pg_dump`` says.
    """
    dump = program("pg_dump")
    run([dump, "--format=custom", "--compress=0", "--no-owner", "--no-privileges", f"--file={target}", *address()])


def require_unused() -> None:
    """Raises InUse when there is any other connection to the database."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        others = int(cursor.fetchone()[0])
    if others:
        raise InUse(f"The database has other connections ({others}). Stop the servers and workers first.")


def replace(dump: Path) -> None:
    """Put the database in the file ``dump`` in the place of what is there, in one transaction.

    Raises:
        ProgramMissing: there is no ``pg_restore`` or ``psql`` for this server.
        NotRestorable: with what they say; nothing has changed.
    """
    restore, psql = program("pg_restore"), program("psql")
    script, drop = dump.with_name("database.sql"), dump.with_name("drop.sql")
    drop.write_text(DROP_EVERYTHING)
    run([restore, "--no-owner", "--no-privileges", "--no-comments", f"--file={script}", str(dump)])
    require_unused()
    connections.close_all()
    quiet = ["--no-psqlrc", "--quiet", "--output=/dev/null", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    try:
        run([psql, *quiet, f"--file={drop}", f"--file={script}", *address()])
    except NoRoom:
        raise
    except BackupFailed as error:
        raise NotRestorable(f"The database could not be put back, and is as it was: {error}") from error


def address() -> list[str]:
    """The database as the programs are told of it; the password goes by the environment, which others cannot read."""
    own = connection.settings_dict
    named = {"--host": own["HOST"], "--port": own["PORT"], "--username": own["USER"], "--dbname": own["NAME"]}
    return ["--no-password", *(f"{option}={value}" for option, value in named.items() if value)]


def program(name: str) -> str:
    """The program for the version of the server, or the nearest newer one. Raises ProgramMissing."""
    connection.ensure_connection()
    needed = int(connection.pg_version) // 10_000  # type: ignore[attr-defined]
    installed = {int(path.parts[-3]): path for path in PROGRAMS.glob(f"*/bin/{name}") if path.parts[-3].isdecimal()}
    for version in sorted(installed):
        if version >= needed:
            return str(installed[version])
    found = shutil.which(name)
    version = version_of(found) if found else 0
    if found and version >= needed:
        return found
    state = f"is of version {version}, older than the server" if found else "is not on this machine"
    raise ProgramMissing(
        f"The program {name} {state}. The server is PostgreSQL {needed}: install its programs "
        f"(on Debian: apt install postgresql-client-{needed})."
    )


def version_of(path: str) -> int:
    """The major version of a program of PostgreSQL; 0 when it does not say."""
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = re.search(r"(\d+)(?:\.\d+|\w+)?", told)
    return int(number[1]) if number else 0


def run(command: list[str]) -> None:
    """Run a program of PostgreSQL. Raises NoRoom, or BackupFailed with the last thing that it said."""
    password = str(connection.settings_dict["PASSWORD"] or "")
    variables = {"LC_ALL": "C.UTF-8", **({"PGPASSWORD": password} if password else {})}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode == 0:
        return
    if FULL.search(done.stderr) or done.returncode == -signal.SIGXFSZ:
        raise NoRoom("the disk is full")
    said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    raise BackupFailed(f"{Path(command[0]).name} failed: {said[0]}")
