"""What production lacks, one check at a time."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from zenne.core.operations import checks
from zenne.core.operations.disks import Disk
from zenne.core.operations.models import Backup

pytestmark = pytest.mark.django_db
GIGABYTE = 1_000_000_000


def backup(*, hours_ago: float) -> Backup:
    finished = timezone.now() - timedelta(hours=hours_ago)
    return Backup.objects.create(finished_at=finished, duration=timedelta(seconds=3), size_bytes=1)


def sentences(check: checks.Check) -> list[str]:
    return [str(message.msg) for message in check()]


def test_a_backup_of_the_last_night_is_enough() -> None:
    assert sentences(checks.recent_backup)[0].startswith("There is no backup.")
    backup(hours_ago=50)
    assert sentences(checks.recent_backup)[0].startswith("The newest backup is 50 hours old.")
    backup(hours_ago=20)
    assert sentences(checks.recent_backup) == []


@pytest.mark.parametrize(
    ("free_bytes", "words"),
    [(500 * GIGABYTE, ""), (90 * GIGABYTE, "is 91 % full"), (0, "is 100 % full")],
)
def test_a_disk_that_is_nearly_full_is_told(monkeypatch: pytest.MonkeyPatch, free_bytes: int, words: str) -> None:
    monkeypatch.setattr(checks, "disk_of", lambda folder: Disk(size_bytes=1000 * GIGABYTE, free_bytes=free_bytes))

    assert words in "".join(sentences(checks.room_on_the_disk))
    assert bool(sentences(checks.room_on_the_disk)) is bool(words)


def test_a_folder_that_does_not_exist_yet_has_the_disk_of_the_one_above(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "not" / "yet" / "files"

    assert sentences(checks.room_on_the_disk) == [] or "full" in sentences(checks.room_on_the_disk)[0]


@pytest.mark.parametrize(("state", "is_told"), [(5, True), (0, False), (-1, False)])
def test_a_clock_that_nothing_keeps_right_is_told(monkeypatch: pytest.MonkeyPatch, state: int, is_told: bool) -> None:
    monkeypatch.setattr(checks, "kernel_clock_state", lambda: state)

    assert bool(sentences(checks.clock_in_step)) is is_told


def test_the_kernel_says_how_its_clock_is() -> None:
    assert checks.kernel_clock_state() in range(-1, 6)


def test_the_clock_of_the_database_is_that_of_this_machine() -> None:
    assert sentences(checks.clock_like_the_database) == []


def test_nobody_at_work_is_told() -> None:
    assert sentences(checks.somebody_works)[0].startswith("No worker is there")
