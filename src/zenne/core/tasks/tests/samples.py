"""Work for tests."""

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django_tasks import TaskContext, task

from zenne.core.tasks.models import Schedule
from zenne.core.tasks.rules.backoff import Backoff
from zenne.core.tasks.work import work

SOON = Backoff(first=timedelta(milliseconds=20), most=timedelta(milliseconds=200))
NEVER_DUE = datetime(9000, 1, 1, tzinfo=UTC)
done: list[Any] = []


@work(title="Note something")
def note(*, what: Any = "") -> Any:
    done.append(what)
    return what


@work(title="Always fail after an effect", max_attempts=3, backoff=SOON)
def fail_after_effect(*, name: str) -> None:
    leave_effect(name)
    raise LookupError(f"the secret of {name}")


@work(title="Always fail, and be tried again as usual")
def fail_with_patience() -> None:
    raise LookupError


@work(title="Leave an effect", backoff=SOON)
def leave(*, name: str) -> None:
    leave_effect(name)


@work(title="End the program")
def end_program() -> None:
    raise SystemExit("enough")


@work(title="Return something that is not JSON")
def return_object(*, name: str) -> object:
    leave_effect(name)
    return object()


@work(title="Work with newer arguments", version=2)
def newer(*, what: str) -> str:
    return what


@work(title="Leave one row in a table of the test", max_attempts=20, backoff=SOON)
def add_row(*, number: int, seconds: float = 0) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO work_effect (number) VALUES (%s)", [number])
    time.sleep(seconds)


@work(title="Wait for ever after an effect", max_attempts=2, backoff=SOON, time_limit=timedelta(seconds=0.3))
def hang(*, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO work_effect (number) VALUES (%s)", [number])
    while True:
        time.sleep(60)


@work(title="Never come back to Python", max_attempts=1, time_limit=timedelta(seconds=0.3), is_atomic=False)
def hang_in_c() -> None:
    re.match("(a+)+$", "a" * 200 + "b")


@task(takes_context=True)
def of_a_third_party(context: TaskContext, what: str) -> str:
    return f"{what} {context.attempt}"


@work(title="Say that it began, and wait until it may go on")
def wait_for_go(*, folder: str) -> None:
    began, go = Path(folder) / "began", Path(folder) / "go"
    began.touch()
    while not go.exists():
        time.sleep(0.02)


def leave_effect(name: str) -> None:
    """A row in a table that happens to be there."""
    Schedule.objects.create(name=name, timetable="", due_at=NEVER_DUE)


def effects() -> set[str]:
    return set(Schedule.objects.filter(due_at=NEVER_DUE).values_list("name", flat=True))
