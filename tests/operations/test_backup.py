"""Backups and restorations by the command line, on the database on which the tests run."""

import gzip
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.running import eventually
from tests.operations.installation import TEST_DATABASE, Installation, installation

LEDGERS = (
    "CREATE TABLE given (number integer PRIMARY KEY, padding text)",
    "CREATE TABLE taken (number integer PRIMARY KEY, padding text)",
)
WRITE_PAIRS = """
from django.db import connection, transaction
from itertools import count
for number in count():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO given VALUES (%s, %s)", [number, "x" * 500])
        cursor.execute("INSERT INTO taken VALUES (%s, %s)", [number, "y" * 500])
    if number % 100 == 0:
        print(number, flush=True)
"""
COUNT_PAIRS = "SELECT (SELECT count(*) FROM given), (SELECT count(*) FROM taken), (SELECT max(number) FROM taken)"
CHANGE = "UPDATE content_contentversion SET token = 'changed'"
RESTORE_EACH = """
from django.core.management import CommandError, call_command
for path in {paths}:
    try:
        call_command("restore", path, replace=True)
    except CommandError as error:
        print(error)
"""
BACK_UP_WITHOUT_ROOM = """
import resource
from pathlib import Path
from django.core.management import CommandError, call_command
from django.db import connection
connection.ensure_connection()
for limit_bytes in (0, 20_000, 6_000_000):  # no byte, not the database, not the files
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, resource.RLIM_INFINITY))
    try:
        call_command("backup", to=Path({folder!r}))
    except CommandError as error:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        print(error)
"""
SEARCH = "from zenne.core.search.public import search; print(bool(search(query='pass', language='de').items))"
RESTORATIONS = (
    "from zenne.core.audit.public import AuditRecord, verify_chain; "
    "print(AuditRecord.objects.filter(action='operations.restore').count(), verify_chain().finding is None)"
)
VERSION = "SELECT token FROM content_contentversion"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with a city and two uploaded files."""
    with installation(tmp_path_factory.mktemp("city")) as made:
        assert made.manage("load", "cities/eupen").returncode == 0
        for name, text in (("files/letters/été.txt", "bonjour"), ("files/b", "")):
            path = made.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        yield made


@pytest.fixture(scope="module")
def saved(city: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    path = tmp_path_factory.mktemp("backups") / "saved.tar.gz"
    done = city.manage("backup", "--to", path)
    assert done.returncode == 0, done.stderr
    assert "read back" in done.stdout
    return path


def test_a_backup_is_brought_back_into_an_empty_installation(city: Installation, saved: Path, tmp_path: Path) -> None:
    with installation(tmp_path, migrated=False) as other:
        done = other.manage("restore", saved)

        assert done.returncode == 0, done.stderr
        print(done.stdout)
        assert "Restored in" in done.stdout
        assert "2 files" in done.stdout
        assert other.sql(VERSION) == city.sql(VERSION)
        assert (tmp_path / "files/letters/été.txt").read_text() == "bonjour"
        assert (tmp_path / "files/b").read_text() == ""
        assert other.told(SEARCH) == "True"
        assert other.told(RESTORATIONS) == "1 True"


def test_the_rows_of_data_sets_are_in_a_backup(tmp_path: Path) -> None:
    table = tmp_path / "trees.csv"
    table.write_text("species,height\noak,12.5\nelm,9\n")
    export = ("data", "export", "trees", "trees")
    with installation(tmp_path / "city") as city, installation(tmp_path / "other", migrated=False) as other:
        loaded = city.manage("data", "load", table, "--dataset", "trees")
        assert loaded.returncode == 0, loaded.stderr
        saved = tmp_path / "saved.tar.gz"
        assert city.manage("backup", "--to", saved).returncode == 0
        assert other.manage("restore", saved).returncode == 0
        exported = other.manage(*export)
        assert exported.stdout == city.manage(*export).stdout
        assert '"oak",12.5' in exported.stdout


def test_a_backup_is_for_its_owner_only(saved: Path) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in saved.parent.iterdir()] == ["saved.tar.gz"]


def test_what_is_there_is_replaced_only_on_request(city: Installation, saved: Path) -> None:
    before = city.sql(VERSION)
    city.sql(CHANGE)
    changed = city.sql(VERSION)
    (city.folder / "files/new").write_text("after the backup")

    refused = city.manage("restore", saved)
    assert refused.returncode == 1
    assert "Give --replace" in refused.stderr
    assert city.sql(VERSION) == changed

    done = city.manage("restore", "--replace", saved)
    assert done.returncode == 0, done.stderr
    assert city.sql(VERSION) == before
    assert not (city.folder / "files/new").exists()
    assert not list(city.folder.glob(".zenne-*"))


def test_nothing_is_restored_while_somebody_uses_the_database(city: Installation, saved: Path) -> None:
    hold = (
        "from zenne.core.content.public import current_version; print(current_version()); import time; time.sleep(600)"
    )
    with city.start(hold) as holder:
        assert eventually(lambda: "\n" in holder.said)
        version = city.sql(VERSION)

        refused = city.manage("restore", "--replace", saved)

    assert refused.returncode == 1
    assert "Stop the servers and workers first." in refused.stderr
    assert city.sql(VERSION) == version


def rewritten(archive: Path, target: Path, **changes: object) -> Path:
    """The archive with another manifest."""
    with tarfile.open(archive) as source, tarfile.open(target, "w:gz") as copy:
        for member in source:
            content = source.extractfile(member)
            assert content is not None
            text = content.read()
            if member.name == "manifest.json":
                text = json.dumps(json.loads(text) | changes).encode()
                member.size = len(text)
            copy.addfile(member, io.BytesIO(text))
    return target


def broken(saved: Path, folder: Path) -> Iterator[tuple[Path, str]]:
    """Archives with something wrong, each with what is said about it."""
    manifest = json.loads(tarfile.open(saved).extractfile("manifest.json").read())  # type: ignore[union-attr] # noqa: SIM115
    cut = folder / "cut"
    cut.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    yield cut, "damaged, incomplete"
    flipped = folder / "flipped"
    content = bytearray(gzip.decompress(saved.read_bytes()))
    content[5000] ^= 1
    flipped.write_bytes(gzip.compress(content, 1))
    yield flipped, "is damaged: database is not what was saved"
    text = folder / "text"
    text.write_text("no archive")
    yield text, "no backup of Zenne"
    yield folder / "missing", "No such file"
    yield rewritten(saved, folder / "newer", version="99.0.0"), "made by a newer version, 99.0.0"
    steps = [*manifest["migrations"], "search.9999_future"]
    yield rewritten(saved, folder / "steps", migrations=steps), "made by a newer version"
    yield rewritten(saved, folder / "engine", engine="oracle"), "holds a database of oracle"
    evil = manifest["contents"] | {"files/../../evil": manifest["contents"]["files/b"]}
    yield rewritten(saved, folder / "more", contents=evil), "is damaged: files/../../evil"


def test_an_archive_with_something_wrong_changes_nothing(city: Installation, saved: Path, tmp_path: Path) -> None:
    version = city.sql(VERSION)
    archives = list(broken(saved, tmp_path))
    told = city.told(RESTORE_EACH.format(paths=[str(path) for path, _ in archives])).splitlines()

    assert len(told) == len(archives)
    assert not [(words, sentence) for (_, words), sentence in zip(archives, told, strict=True) if words not in sentence]
    assert city.sql(VERSION) == version
    assert (city.folder / "files/letters/été.txt").read_text() == "bonjour"


@pytest.mark.slow
def test_a_file_that_would_be_written_elsewhere_is_refused(city: Installation, saved: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil.tar.gz"
    with tarfile.open(evil, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("files/../../../evil"))

    refused = city.manage("restore", "--replace", evil)

    assert "is no backup of Zenne" in refused.stderr
    assert not list(city.folder.parent.rglob("evil"))


def test_a_full_disk_leaves_nothing_and_is_told_in_one_sentence(city: Installation, tmp_path: Path) -> None:
    folder, large = tmp_path / "full", city.folder / "files/large"
    large.write_bytes(os.urandom(8_000_000))
    told = city.told(BACK_UP_WITHOUT_ROOM.format(folder=str(folder)))

    assert len(told.splitlines()) == 3
    assert all(sentence.startswith("There is not enough room in") for sentence in told.splitlines())
    assert list(folder.iterdir()) == []
    large.unlink()


@pytest.mark.slow
def test_a_restoration_without_room_changes_nothing(city: Installation, saved: Path) -> None:
    version = city.sql(VERSION)
    done = city.run(
        "import resource\n"
        "from django.core.management import ManagementUtility\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        f"ManagementUtility(['zenne', 'restore', '--replace', {str(saved)!r}]).execute()\n"
    )

    assert done.returncode == 1
    assert "There is not enough room" in done.stderr
    assert city.sql(VERSION) == version
    assert (city.folder / "files/letters/été.txt").read_text() == "bonjour"


@pytest.mark.slow
def test_old_backups_are_removed_only_after_the_new_one(city: Installation, tmp_path: Path) -> None:
    for day in (1, 2, 3):
        (tmp_path / f"zenne-2026110{day}T030000Z.tar.gz").write_text("old")
    (tmp_path / "notes.tar.gz").write_text("not ours")

    done = city.manage("backup", "--to", tmp_path, "--keep", "2")

    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[:2] == ["notes.tar.gz", "zenne-20261103T030000Z.tar.gz"]
    assert len(names) == 3
    assert city.manage("backup", "--to", tmp_path / names[2]).returncode == 1


@pytest.mark.slow
def test_what_is_written_during_a_backup_is_in_it_whole_or_not_at_all(tmp_path: Path) -> None:
    with installation(tmp_path / "busy") as busy:
        busy.sql(*LEDGERS)
        with busy.start(WRITE_PAIRS) as writer:
            assert eventually(lambda: "\n1000\n" in writer.said)
            done = busy.manage("backup", "--to", tmp_path / "one.tar.gz")
            assert done.returncode == 0, done.stderr
        _, _, last = busy.sql(COUNT_PAIRS)

        with installation(tmp_path / "other", migrated=False) as other:
            restored = other.manage("restore", tmp_path / "one.tar.gz")
            assert restored.returncode == 0, restored.stderr
            print(done.stdout, restored.stdout)
            given, taken, newest = other.sql(COUNT_PAIRS)

    assert isinstance(newest, int)
    assert isinstance(last, int)
    assert given == taken == newest + 1
    assert 1000 <= newest < last


@pytest.mark.skipif(not TEST_DATABASE, reason="needs PostgreSQL")
@pytest.mark.postgresql
def test_a_missing_or_old_program_of_postgresql_is_told(city: Installation, tmp_path: Path) -> None:
    for version, words in (("13", "is of version 13, older than the server"), ("", "is not on this machine")):
        programs = tmp_path / f"programs{version}"
        programs.mkdir()
        if version:
            (programs / "pg_dump").write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.4'\n")
            (programs / "pg_dump").chmod(0o755)
        done = city.run(
            "import os; from pathlib import Path\n"
            f"os.environ['PATH'] = {str(programs)!r}\n"
            "from zenne.core.operations.databases import postgresql\n"
            f"postgresql.PROGRAMS = Path({str(programs)!r})\n"
            "from django.core.management import ManagementUtility\n"
            f"ManagementUtility(['zenne', 'backup', '--to', {str(tmp_path / 'x')!r}]).execute()\n"
        )
        assert words in done.stderr
        assert "apt install postgresql-client-" in done.stderr


def test_a_backup_without_a_place_goes_to_the_data_folder_and_is_remembered(city: Installation) -> None:
    shutil.rmtree(city.folder / "backups", ignore_errors=True)
    done = city.manage("backup")

    assert done.returncode == 0, done.stderr
    assert len(list((city.folder / "backups").iterdir())) == 1
    (size_bytes,) = city.sql("SELECT max(size_bytes) FROM operations_backup")
    assert size_bytes
