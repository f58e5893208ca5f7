"""The peer of ``benchmarks.slots``: the free times of one day with 500 bookings, by django-appointment.

It runs in an environment of its own, in which that is installed; the argument is a folder for its database. Twenty
members of staff have 25 bookings each; the day's free times are those of all of them, as its page asks for them one
by one.
"""

import json
import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from importlib.metadata import version
from pathlib import Path
from typing import Any

import django
from django.conf import settings

STAFF, EACH, ROUNDS = 20, 25, 10


def set_up(folder: str) -> None:
    """Django with the peer's app and what it needs."""
    settings.configure(
        SECRET_KEY="only-for-benchmarks",  # noqa: S106
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(folder) / "peer.sqlite3")}},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "appointment"],
    )
    django.setup()


def a_working_day() -> date:
    day = datetime.now(UTC).date() + timedelta(days=7)
    return day - timedelta(days=day.weekday())


def fill(day: date) -> list[Any]:
    """Twenty members of staff who work that day, each with 25 bookings of a quarter of an hour."""
    from appointment.models import Appointment, AppointmentRequest, Service, StaffMember, WorkingHours  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415

    service = Service.objects.create(name="Passport", duration=timedelta(minutes=15), price=0)
    client = User.objects.create(username="client")
    staff = []
    for number in range(STAFF):
        member = StaffMember.objects.create(
            user=User.objects.create(username=f"member-{number}"),
            slot_duration=15,
            lead_time=clock(9),
            finish_time=clock(17),
        )
        member.services_offered.add(service)
        weekday = (day.weekday() + 1) % 7
        WorkingHours.objects.create(staff_member=member, day_of_week=weekday, start_time=clock(9), end_time=clock(17))
        for visit in range(EACH):
            minutes = 9 * 60 + visit * 15
            begin, end = clock(minutes // 60, minutes % 60), clock((minutes + 15) // 60, (minutes + 15) % 60)
            request = AppointmentRequest.objects.create(
                date=day, start_time=begin, end_time=end, service=service, staff_member=member
            )
            Appointment.objects.create(client=client, appointment_request=request, phone="+32470123456", address="x")
        staff.append(member)
    return staff


def main() -> int:
    set_up(sys.argv[1])
    from appointment.services import get_available_slots_for_staff  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, verbosity=0)
    day = a_working_day()
    staff = fill(day)
    weekday = (day.weekday() + 1) % 7

    def ask() -> int:
        return sum(len(get_available_slots_for_staff(day, member, weekday)) for member in staff)

    with CaptureQueriesContext(connection) as queries:
        free = ask()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    told = {"ms": statistics.median(times), "queries": len(queries), "bookings": STAFF * EACH, "free": free}
    print(json.dumps({**told, "version": version("django-appointment")}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
