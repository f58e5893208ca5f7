"""Write down the schedules of this version of the program."""

from datetime import datetime
from zoneinfo import ZoneInfo

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.models import Schedule
from zenne.core.tasks.schedules import declared_schedules


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def write_schedules(*, now: datetime, time_zone: ZoneInfo) -> None:
    """Write each schedule that is new, and move on each one whose timetable or time zone has changed.

    Those that only another version of the program has are left: a newer worker may be at work already.
    """
    known = dict(Schedule.objects.values_list("name", "timetable"))
    for name, schedule in declared_schedules().items():
        timetable = f"{schedule.timetable} {time_zone}"
        if known.get(name) == timetable:
            continue
        due = schedule.timetable.next_after(now, time_zone=time_zone)
        if name in known:
            Schedule.objects.filter(name=name).update(timetable=timetable, due_at=due)
        else:
            Schedule.objects.bulk_create([Schedule(name=name, timetable=timetable, due_at=due)], ignore_conflicts=True)
