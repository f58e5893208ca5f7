"""Five hundred people storm a hundred seats, and sustained bookings a second against Django, in one run.

    PYTHONPATH=src:. python -m benchmarks.storm

Limits: exactly a hundred seats are booked, none twice, everybody is answered within 5 s, and nobody sees an error;
sustained bookings a second at least 40 % of what Django gets and creates in one transaction on the same machine.
Set ZENNE_BENCHMARK_DATABASE_URL to an empty PostgreSQL database to measure there with four web workers; otherwise it is
SQLite with one.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from benchmarks.slots import database

PEOPLE, SEATS = 500, 100
LONGEST_SECONDS = 5.0
LOWEST_SHARE = 0.4
ROUNDS = 400
PORT = 55497


def build() -> list[str]:
    """A branch with a hundred seats on one day; the tokens of the times."""
    # Django must be set up before these are read.
    from django.utils import timezone  # noqa: PLC0415

    from zenne.core.content.public import current_version  # noqa: PLC0415
    from zenne.counters.appointments.slots import Wanted, search  # noqa: PLC0415
    from zenne.counters.appointments.tests.builders import make_city  # noqa: PLC0415
    from zenne.counters.appointments.tokens import Choice, slot_token  # noqa: PLC0415

    city = make_city(hours="Mo-Su 09:00-17:00; PH 09:00-17:00", minutes=15)
    day = timezone.localdate() + timedelta(days=3)
    for _ in range(SEATS // 20):
        city.shift(day=day, begin="09:00", end="14:00")
    wanted = Wanted(city.visit, limit=100)
    found = search(wanted, version=current_version(), now=timezone.now()).slots
    return [slot_token(Choice(city.visit.pk, slot.branch.pk, slot.step, 1, "")) for slot in found]


def one_person(number: int, tokens: list[str]) -> tuple[int, float]:
    """Hold a time; when it is taken, one of those that were offered instead. Status of the last answer, and seconds."""
    started = time.perf_counter()
    token = tokens[number % len(tokens)]
    for _ in range(40):
        status, said = call("POST", "/api/v1/bookings", {"slot": token}, number)
        if status != http.client.CONFLICT or not said["suggestions"]:
            break
        token = said["suggestions"][number % len(said["suggestions"])]["key"]
    return status, time.perf_counter() - started


def call(method: str, path: str, body: object, number: int) -> tuple[int, Any]:
    headers = {
        "Content-Type": "application/json",
        "X-Forwarded-For": f"203.0.{number // 250}.{number % 250}",
        "X-Forwarded-Proto": "http",
    }
    link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    try:
        link.request(method, path, json.dumps(body), headers)
        answer = link.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        link.close()


def storm(tokens: list[str], *, workers: int) -> bool:
    """Everybody at once against the web server; whether the limits hold."""
    variables = os.environ | {"ZENNE_BEHIND_PROXY": "true", "ZENNE_LOG_LEVEL": "ERROR"}
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        "--no-ws",
        "--log-level=warning",
        "--host=127.0.0.1",
    ]
    command += [
        f"--port={PORT}",
        f"--workers={workers}",
        "--blocking-threads=4",
        "--backlog=1024",
        "benchmarks.server:application",
    ]
    process = subprocess.Popen(command, env=variables)
    try:
        wait_for(workers)
        with ThreadPoolExecutor(PEOPLE) as pool:
            answers = list(pool.map(lambda number: one_person(number, tokens), range(PEOPLE)))
    finally:
        process.terminate()
        process.wait(timeout=30)
    return told(answers)


def wait_for(workers: int) -> None:
    """Until each worker has answered: a city opens its appointments on a server that runs, not on one that starts.

    Raises SystemExit when they do not come.
    """
    answered: set[int] = set()
    for number in range(1200):
        try:
            answered.add(call("GET", "/api/worker", None, number)[1])
        except OSError:
            time.sleep(0.1)
        if len(answered) == workers:
            return
        time.sleep(0.02)
    raise SystemExit("The server did not start.")


def told(answers: list[tuple[int, float]]) -> bool:
    # Django must be set up before these are read.
    from zenne.counters.appointments.models import Booking  # noqa: PLC0415
    from zenne.counters.appointments.tests.builders import assert_no_seat_is_lost_or_given_twice  # noqa: PLC0415

    assert_no_seat_is_lost_or_given_twice()
    seconds = [each for _, each in answers]
    statuses = {status: sum(each == status for each, _ in answers) for status in {each for each, _ in answers}}
    seats = Booking.objects.filter(state="held").count()
    print(
        f"{PEOPLE} people, {SEATS} seats: {seats} held, answers {statuses}, median {statistics.median(seconds):.2f} s, "
        f"slowest {max(seconds):.2f} s"
    )
    return seats == SEATS == statuses.get(201, 0) and max(seconds) < LONGEST_SECONDS and set(statuses) <= {201, 409}


def rates() -> tuple[float, float]:
    """Seats taken a second, and rows that Django gets and creates a second, in this process, in turns."""
    # Django must be set up before these are read.
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from zenne.core.content.public import current_version  # noqa: PLC0415
    from zenne.counters.appointments.actions.hold_slot import hold_slot  # noqa: PLC0415
    from zenne.counters.appointments.models import Booking  # noqa: PLC0415
    from zenne.counters.appointments.slots import Wanted, search  # noqa: PLC0415
    from zenne.counters.appointments.tests.builders import NOBODY, City  # noqa: PLC0415
    from zenne.counters.appointments.tokens import Choice  # noqa: PLC0415
    from zenne.counters.capacity.models import Desk, VisitType  # noqa: PLC0415

    visit = VisitType.objects.select_related("service").get()
    city = City(visit, [Desk.objects.select_related("branch")[0].branch])
    days = [timezone.localdate() + timedelta(days=ahead) for ahead in range(4, 34)]
    for day in days:
        city.shift(day=day)
    wanted = Wanted(visit, first_day=days[0], limit=ROUNDS)
    slots = search(wanted, version=current_version(), now=timezone.now()).slots
    ours = theirs = 0.0
    for number, slot in enumerate(slots):
        choice = Choice(visit.pk, slot.branch.pk, slot.step, 1, "")
        started = time.perf_counter()
        held = hold_slot(asker=NOBODY, choice=choice, counted_as=f"person-{number}", now=timezone.now())
        ours += time.perf_counter() - started
        started = time.perf_counter()
        with transaction.atomic():
            known = Booking.objects.get(pk=held.pk)
            known.pk, known.uuid, known.shift, known.state = None, uuid.uuid4(), None, "lapsed"
            known.save(force_insert=True)
        theirs += time.perf_counter() - started
    return len(slots) / ours, len(slots) / theirs


def main() -> int:
    with database():
        is_reached = storm(build(), workers=4 if os.environ["ZENNE_DATABASE_URL"] else 1)
        ours, theirs = rates()
    share = ours / theirs
    print(f"{ours:.0f} seats taken a second; Django gets and creates {theirs:.0f} rows a second: {share:.0%}.")
    is_reached = is_reached and share >= LOWEST_SHARE
    print("Limits reached." if is_reached else "Limits not reached.")
    return 0 if is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
