"""What begins by itself begins once for each due moment."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django_tasks_db.models import DBTaskResult

from zenne.core.tasks import schedules
from zenne.core.tasks.actions.fire_schedules import fire, fire_schedules
from zenne.core.tasks.actions.write_schedules import write_schedules
from zenne.core.tasks.errors import ScheduleTaken
from zenne.core.tasks.models import Schedule
from zenne.core.tasks.public import Daily, Every, schedule
from zenne.core.tasks.tests import samples

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # three o'clock in Brussels
EVENING = NIGHT - timedelta(hours=8)


@pytest.fixture(autouse=True)
def _own_schedules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedules, "_schedules", {})
    schedule("test.note", samples.note, Daily(time(3)), arguments={"what": "night"})


def jobs() -> int:
    return DBTaskResult.objects.count()


def test_a_schedule_fires_once_at_its_moment() -> None:
    write_schedules(now=EVENING, time_zone=BRUSSELS)

    assert fire_schedules(now=NIGHT - timedelta(seconds=1), time_zone=BRUSSELS) == 0
    assert fire_schedules(now=NIGHT, time_zone=BRUSSELS) == 1
    assert fire_schedules(now=NIGHT, time_zone=BRUSSELS) == 0
    written = Schedule.objects.get()
    assert (written.last_due_at, written.due_at) == (NIGHT, NIGHT + timedelta(days=1))
    assert written.last_job is not None
    assert written.last_job.args_kwargs["kwargs"] == {"what": "night"}


def test_two_workers_that_saw_the_same_moment_fire_it_once() -> None:
    write_schedules(now=EVENING, time_zone=BRUSSELS)
    seen_by_both, declared = Schedule.objects.get(), schedules.declared_schedules()["test.note"]

    assert fire(seen_by_both, schedule=declared, now=NIGHT, time_zone=BRUSSELS)
    assert not fire(seen_by_both, schedule=declared, now=NIGHT, time_zone=BRUSSELS)
    assert jobs() == 1


def test_moments_without_a_worker_are_made_up_for_once() -> None:
    write_schedules(now=EVENING, time_zone=BRUSSELS)

    assert fire_schedules(now=NIGHT + timedelta(days=3, hours=1), time_zone=BRUSSELS) == 1
    assert Schedule.objects.get().due_at == NIGHT + timedelta(days=4)


def test_writing_again_does_not_move_a_due_moment_but_another_timetable_does(monkeypatch: pytest.MonkeyPatch) -> None:
    write_schedules(now=EVENING, time_zone=BRUSSELS)
    write_schedules(now=NIGHT + timedelta(hours=1), time_zone=BRUSSELS)
    assert Schedule.objects.get().due_at == NIGHT

    monkeypatch.setattr(schedules, "_schedules", {})
    schedule("test.note", samples.note, Every(timedelta(hours=1)))
    write_schedules(now=EVENING, time_zone=BRUSSELS)
    assert Schedule.objects.get().due_at == EVENING + timedelta(hours=1)


def test_a_schedule_that_only_a_newer_program_has_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    write_schedules(now=EVENING, time_zone=BRUSSELS)
    monkeypatch.setattr(schedules, "_schedules", {})

    write_schedules(now=EVENING, time_zone=BRUSSELS)
    assert fire_schedules(now=NIGHT, time_zone=BRUSSELS) == 0
    assert Schedule.objects.get().due_at == NIGHT


def test_two_schedules_cannot_share_a_name() -> None:
    with pytest.raises(ScheduleTaken):
        schedule("test.note", samples.note, Daily(time(4)))
