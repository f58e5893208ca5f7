"""Programs of loads that are killed: a table of trees, ways to hang, and what readers see afterwards."""

import time
from pathlib import Path

from tests.forking import Child
from tests.operations.installation import Installation

OLD, NEW = "old.csv", "new.csv"
PREPARE = """
from pathlib import Path
from zenne.core.access.public import SYSTEM
from zenne.dataportal.actions import load_file, process_load
from zenne.dataportal.ingest import making, staging
from zenne.dataportal.models import Load, Table, Version
from zenne.dataportal.storage import parts
from zenne.dataportal.storage.engine import database
from zenne.dataportal.storage.folders import table_folder, working_files

def load(path, way="replace"):
    return load_file.load_file(asker=SYSTEM, path=Path(path), dataset="trees", table="trees", key=("id",), way=way)

def hang(*args, **kwargs):
    import time
    print("here", flush=True)
    time.sleep(600)
"""
TELL = """
version = Table.objects.get().versions.get(ended_at=None)
paths = parts.paths_of(version.table, version.manifest.parts)
print(version.rows, *database().cursor().execute("SELECT count(*), sum(age) FROM read_parquet(?)", [paths]).fetchone())
"""
CLEAR = """
parts.remove_unused(older_than_seconds=0)
named = {part.name for each in Version.objects.all() for part in each.manifest.parts}
found = {path.name for table in Table.objects.all() for path in table_folder(table).glob("*.parquet")}
print(found == named, len(list((working_files() / "staging").iterdir())))
"""
BEFORE, CLEARED = "5000 5000 5000", "True 0"


def write_rows(folder: Path, name: str, first: int, last: int, age: int) -> Path:
    path = folder / name
    path.write_text("id,age\n" + "".join(f"{n},{age}\n" for n in range(first, last)))
    return path


def begin(place: Installation) -> None:
    """A published table of 5,000 rows."""
    old = write_rows(place.folder, OLD, 0, 5_000, 1)
    place.told(f"{PREPARE}\nload({str(old)!r})")
    assert seen(place) == BEFORE


def seen(place: Installation) -> str:
    """What a reader sees: rows that the version says it has, rows in its files, and the sum of a column."""
    return place.told(PREPARE + TELL)


def clear(place: Installation) -> str:
    """Clear away what nobody needs; whether only files of versions are left, and how many working folders."""
    return place.told(PREPARE + CLEAR)


def kill_where_it_hangs(place: Installation, program: str) -> None:
    """Run a program up to the place where it hangs, and kill it there."""
    with place.start(program) as dying:
        wait_until_said(dying, "here\n")


def wait_until_said(child: Child, words: str) -> None:
    end = time.monotonic() + 60
    while words not in child.said:
        assert time.monotonic() < end, child.complained
        time.sleep(0.01)
