"""``./zenne check`` in a process of its own, as an administrator runs it."""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from tests.filled import MIGRATE, copy_filled

from zenne.web.environment import Environment, variable

pytestmark = pytest.mark.slow
PROJECT = Path(settings.SOURCE_FOLDER).parents[1]
SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"
OWN = {variable(field) for field in Environment.model_fields}


def run(*command: str, data_folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module with nothing but these settings."""
    inherited = {name: value for name, value in os.environ.items() if name not in OWN}
    variables = inherited | {
        "ZENNE_SECRET_KEY": SECRET,
        "ZENNE_DATA_FOLDER": str(data_folder),
        "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
        "PYTHONPATH": str(PROJECT / "src"),
        **{variable(name): value for name, value in values.items()},
    }
    return subprocess.run(
        [sys.executable, "-m", *command], env=variables, cwd=PROJECT, capture_output=True, text=True, check=False
    )


def check(data_folder: Path, **values: str) -> tuple[int, str]:
    done = run("zenne.web.check", data_folder=data_folder, **values)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a migrated database in which there is nothing."""
    folder = tmp_path_factory.mktemp("migrated")
    copy_filled(folder / "zenne.sqlite3", MIGRATE)
    return folder


@pytest.fixture(scope="module")
def installed(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a migrated database and a city."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(migrated, folder, dirs_exist_ok=True)
    done = run("django", "load", "cities/eupen", data_folder=folder)
    assert done.returncode == 0, done.stderr
    (folder / "assets" / "served").mkdir(parents=True)
    (folder / "assets" / "served" / "staticfiles.json").write_text("{}")
    return folder


def sql(folder: Path, statement: str) -> None:
    """Change the database of a folder, without a process of Django."""
    with contextlib.closing(sqlite3.connect(folder / "zenne.sqlite3")) as connection:
        connection.execute(statement)
        connection.commit()


def without_built_files(output: str) -> list[str]:
    """The problems, but for what the launcher builds and this test run may not have."""
    lines = [line.strip() for line in output.splitlines()[1:]]
    return [line for line in lines if "./zenne serve" not in line]


def test_all_wrong_settings_are_told_at_once(tmp_path: Path) -> None:
    wrong = {"secret_key": "short", "debug": "perhaps", "database_url": "mysql://x", "log_level": "LOUD"}

    code, output = check(tmp_path, secret_key_fallbacks=f"{SECRET},shorter", **wrong)

    assert code == 1
    assert output.startswith("5 things need attention:\n")
    for name in (*wrong, "secret_key_fallbacks"):
        assert f"  {variable(name)}: " in output
    assert "shorter" not in output


def test_values_that_do_not_go_together_are_told(tmp_path: Path) -> None:
    keys = {"secret_key": "x" * 40, "secret_key_fallbacks": f"{SECRET}, {'x' * 40}"}

    code, output = check(tmp_path, debug="true", base_url="https://city.example", **keys)

    assert code == 1
    for name in ("secret_key", "secret_key_fallbacks", "debug", "allowed_hosts", "behind_proxy"):
        assert f"  {variable(name)}: " in output


def test_an_unencrypted_public_address_is_told(tmp_path: Path) -> None:
    _, output = check(tmp_path, base_url="http://city.example", allowed_hosts=".city.example")

    assert "ZENNE_BASE_URL: begins with http://" in output
    assert "ZENNE_ALLOWED_HOSTS" not in output


def test_a_new_installation_hears_what_to_do_and_nothing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    code, output = check(folder)

    assert code == 1
    assert "Make it with: ./zenne manage migrate" in output
    assert "The styles and scripts of the pages are not built. ./zenne serve builds them." in output
    assert not folder.exists()


def test_an_installation_that_is_complete_is_told_to_be_well(installed: Path) -> None:
    code, output = check(installed)

    assert without_built_files(output) == []
    assert (code, output[:11]) == (0, "All is well") or "./zenne serve" in output


def test_tables_of_an_older_version_are_told(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "older"
    shutil.copytree(installed, folder)
    sql(folder, "DELETE FROM django_migrations WHERE app = 'search'")

    _, output = check(folder)

    assert "The tables are not those of this version (2 steps behind). Run: ./zenne manage migrate" in output


def test_an_empty_database_needs_a_city(migrated: Path) -> None:
    _, output = check(migrated)

    assert without_built_files(output) == ["No city is loaded. Load one with: ./zenne load cities/brussels"]


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    _, output = check(tmp_path, database_url="postgresql://zenne:secret@127.0.0.1:1/zenne")

    assert "The database that ZENNE_DATABASE_URL names cannot be used: " in output
    assert "secret" not in output


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "zenne.sqlite3").write_text("this is no database" * 100)

    _, output = check(tmp_path)

    assert "The database that ZENNE_DATABASE_URL names cannot be used: file is not a database" in output


def test_a_file_in_the_place_of_the_data_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")

    _, output = check(tmp_path / "data")

    assert f"ZENNE_DATA_FOLDER: {tmp_path / 'data'} is not a folder." in output


def test_what_production_lacks_is_told_in_sentences(installed: Path) -> None:
    wanting = {"log_format": "console", "allowed_hosts": "*", "secret_key_fallbacks": SECRET[::-1]}

    done = run("zenne.web.check", "--deploy", data_folder=installed, **wanting)

    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 1
    for words in (
        "ZENNE_BASE_URL: is an address of this machine.",
        "ZENNE_ALLOWED_HOSTS: answers to any host name",
        "ZENNE_EMAIL_URL: is empty, so e-mail lies in a folder",
        "ZENNE_EMAIL_FROM: noreply@localhost is no address",
        "There is no backup.",
        "No worker is there",
        "Worth a thought:\n",
        "ZENNE_DATABASE_URL: names a SQLite file",
        "ZENNE_LOG_FORMAT: is for people.",
        "ZENNE_SECRET_KEY_FALLBACKS: what an older key signed is still trusted.",
    ):
        assert words in done.stdout


def test_a_server_does_not_start_with_demo_identities_for_everybody(tmp_path: Path) -> None:
    done = run("django", "check", data_folder=tmp_path, demo="true", base_url="https://city.example")

    assert done.returncode == 1
    assert done.stderr.startswith("Zenne cannot start:\nZENNE_DEMO: ")


def test_an_installation_made_from_the_example_alone_hears_of_its_mail(installed: Path) -> None:
    text = (PROJECT / "deploy" / "zenne.env.example").read_text()
    given = dict(re.findall(r'^ZENNE_(\w+)="?([^"\n]*)"?$', text, re.MULTILINE))
    own = {"secret_key", "data_folder", "database_url"}
    values = {name.lower(): value for name, value in given.items() if name.lower() not in own}

    without_mail = run("zenne.web.check", "--deploy", data_folder=installed, **values).stdout
    mail = {"email_url": "smtp://mail.city.example", "email_from": "City <noreply@city.example>"}
    mail |= {"email_reply_to": "letters@city.example"}
    with_mail = run("zenne.web.check", "--deploy", data_folder=installed, **values | mail).stdout

    assert "ZENNE_EMAIL_URL: is empty" in without_mail
    assert "ZENNE_EMAIL_REPLY_TO: is empty, so answers to letters of the city go to noreply@" in without_mail
    assert "ZENNE_EMAIL" not in with_mail
    assert "ZENNE_BASE_URL" not in without_mail


def test_what_is_right_for_production_is_not_told(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "production"
    shutil.copytree(installed, folder)
    sql(folder, "INSERT INTO operations_backup (finished_at, duration, size_bytes) VALUES (datetime('now'), 1, 1)")
    public = {"base_url": "https://city.example", "allowed_hosts": "city.example", "behind_proxy": "true"}
    mail = {"email_url": "smtp://mail.city.example", "email_from": "City <noreply@city.example>"}
    mail |= {"email_reply_to": "letters@city.example"}

    done = run("zenne.web.check", "--deploy", data_folder=folder, metrics_token="t" * 20, **public, **mail)

    assert without_built_files(done.stdout.partition("Worth a thought")[0]) == [
        "No worker is there, so no message leaves and nothing begins by itself. Start one: ./zenne work."
    ]
    assert "METRICS_TOKEN" not in done.stdout


def test_an_unknown_argument_is_told(tmp_path: Path) -> None:
    done = run("zenne.web.check", "--depoly", data_folder=tmp_path)

    assert (done.returncode, done.stderr) == (2, "./zenne check knows only --deploy.\n")
