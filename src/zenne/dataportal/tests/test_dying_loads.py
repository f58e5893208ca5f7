"""A load whose process is killed leaves readers the version before, and loading again works: a real SIGKILL."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from zenne.dataportal.tests.files import a_file

SOURCE = Path(__file__).resolve().parents[3]
PREPARE = """
import django
django.setup()
from pathlib import Path
from zenne.core.access.public import SYSTEM
from zenne.dataportal.actions import load_file, process_load
from zenne.dataportal.ingest import making, staging
from zenne.dataportal.models import Load, Table, Version
from zenne.dataportal.storage import parts
from zenne.dataportal.storage.engine import database
from zenne.dataportal.storage.folders import table_folder, working_files
def load(path):
    return load_file.load_file(asker=SYSTEM, path=Path(path), dataset="trees", table="trees", key=("id",), way={way!r})
def hang(*args, **kwargs):
    import time
    print("here", flush=True)
    time.sleep(600)
"""
MIGRATE = PREPARE + "from django.core.management import call_command\ncall_command('migrate', verbosity=0)\n"
TELL = (
    PREPARE
    + """
version = Table.objects.get().versions.get(ended_at=None)
paths = parts.paths_of(version.table, version.manifest.parts)
print(version.rows, *database().cursor().execute("SELECT count(*), sum(age) FROM read_parquet(?)", [paths]).fetchone())
"""
)
CLEAR = (
    PREPARE
    + """
parts.remove_unused(older_than_seconds=0)
named = {part.name for each in Version.objects.all() for part in each.manifest.parts}
found = {path.name for table in Table.objects.all() for path in table_folder(table).glob("*.parquet")}
print(found == named, len(list((working_files() / "staging").iterdir())))
"""
)
HANGS = {
    "while the file is read": "staging.Stage.end = hang",
    "before the rows are written": "making.Writer.write = hang",
    "after the files are whole": "process_load.publish = hang",
    "before the transaction ends": "process_load.record = hang",
}


def environment(data_folder: Path) -> dict[str, str]:
    """The environment of another process on a database of its own, or on the test's when that is PostgreSQL."""
    settings = connection.settings_dict
    address = ""
    if connection.vendor == "postgresql":
        user = ":".join(quote(settings[part], safe="") for part in ("USER", "PASSWORD") if settings[part])
        host = ":".join(str(settings[part]) for part in ("HOST", "PORT") if settings[part])
        address = f"postgresql://{user}@{host}/{settings['NAME']}"
    return os.environ | {
        "ZENNE_DATA_FOLDER": str(data_folder),
        "ZENNE_DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
        "PYTHONPATH": str(SOURCE),
    }


def run(program: str, variables: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(first: int, last: int, age: int) -> str:
    return "id,age\n" + "".join(f"{n},{age}\n" for n in range(first, last))


def begin(folder: Path) -> tuple[dict[str, str], Path]:
    """A published table of 20,000 rows, and a file with the same rows and others."""
    variables = environment(folder)
    run(MIGRATE.replace("{way!r}", "''"), variables)
    old = a_file(folder, rows(0, 20_000, 1), "old.csv")
    run(PREPARE.replace("{way!r}", "'replace'") + f"load({str(old)!r})", variables)
    assert run(TELL.replace("{way!r}", "''"), variables) == "20000 20000 20000\n"
    return variables, a_file(folder, rows(10_000, 200_000, 2), "new.csv")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["replace", "upsert"])
def test_a_killed_load_leaves_the_version_before_and_the_next_one_works(tmp_path: Path, way: str) -> None:
    variables, new = begin(tmp_path)
    prepare = PREPARE.replace("{way!r}", repr(way))
    for hang in HANGS.values():
        program = f"{prepare}\n{hang}\nload({str(new)!r})\n"
        with subprocess.Popen(
            [sys.executable, "-c", program], env=variables, stdout=subprocess.PIPE, text=True
        ) as dying:
            assert dying.stdout is not None
            assert dying.stdout.readline() == "here\n"
            dying.kill()
        assert run(TELL.replace("{way!r}", "''"), variables) == "20000 20000 20000\n"
    run(f"{prepare}\nload({str(new)!r})", variables)
    expected = "190000 190000 380000\n" if way == "replace" else "200000 200000 390000\n"
    assert run(TELL.replace("{way!r}", "''"), variables) == expected
    assert run(CLEAR.replace("{way!r}", "''"), variables) == "True 0\n"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_load_that_is_killed_at_any_moment_leaves_one_whole_version(tmp_path: Path) -> None:
    variables, new = begin(tmp_path)
    prepare = PREPARE.replace("{way!r}", "'upsert'")
    program = f"{prepare}\nprint('begun', flush=True)\nload({str(new)!r})\nprint('done', flush=True)\n"
    seen = set()
    for _ in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", program], env=variables, stdout=subprocess.PIPE, text=True
        ) as dying:
            assert dying.stdout is not None
            assert dying.stdout.readline() == "begun\n"
            time.sleep(random.uniform(0, 1.5))  # noqa: S311 - any moment
            dying.kill()
        seen.add(run(TELL.replace("{way!r}", "''"), variables))
        assert seen <= {"20000 20000 20000\n", "200000 200000 390000\n"}
    run(f"{prepare}\nload({str(new)!r})", variables)
    assert run(TELL.replace("{way!r}", "''"), variables) == "200000 200000 390000\n"
    assert run(CLEAR.replace("{way!r}", "''"), variables) == "True 0\n"
