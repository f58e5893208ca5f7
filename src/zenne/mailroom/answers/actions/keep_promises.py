"""Let no promise pass in silence."""

from datetime import datetime
from typing import Final

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import current_version
from zenne.mailroom.answers.outlook import are_away
from zenne.mailroom.answers.promising import foreseen_day, keep_promise
from zenne.mailroom.answers.telling import last_letter, tell_all
from zenne.mailroom.letters.conversations import deadline_for
from zenne.mailroom.letters.models import Thread
from zenne.mailroom.rules.naming import BEFORE_DEADLINE, last_day_to_tell

DEADLINE_COLUMNS: Final = ("deadline", "waiting_since", "time_left", "due_at_latest", "service__answer_within")


@internal
@records_nothing(because="the messages and the days that they name are kept")
def keep_promises(*, now: datetime) -> int:
    """Name a day where one is owed, and another where the first will not hold; returns how many were told.

    Deadlines are counted anew first: the calendar may have changed, or what a service promises. Whoever our mail does
    not reach is not written to again: their team looks for another way.
    """
    count_deadlines_anew()
    reachable = Thread.objects.filter(state=Thread.State.OPEN, came_back=False)
    owed = reachable.filter(promised_on=None, deadline__lte=now + BEFORE_DEADLINE)
    slipping = reachable.filter(promised_on__lte=last_day_to_tell(now, calendar=working_calendar(current_version())))
    numbers = [*owed.values_list("pk", flat=True), *slipping.values_list("pk", flat=True)]
    return sum(name_day(number, now=now) for number in numbers)


def count_deadlines_anew() -> None:
    version = current_version()
    # The columns that a deadline follows from, and no texts of services: this looks at all that is open, four times an
    # hour.
    rows = Thread.objects.filter(state=Thread.State.OPEN).select_related("service").only(*DEADLINE_COLUMNS)
    for thread in rows.iterator():
        if (deadline := deadline_for(thread, version=version)) != thread.deadline:
            Thread.objects.filter(pk=thread.pk, state=Thread.State.OPEN).update(deadline=deadline)


@transaction.atomic
def name_day(number: int, *, now: datetime) -> bool:
    thread = Thread.objects.select_for_update(of=("self",)).select_related("service", "team").get(pk=number)
    letter = last_letter(thread)
    if letter is None or thread.state != Thread.State.OPEN:
        return False
    before, is_short_of_people = thread.promised_on, are_away(thread, now=now)
    day = foreseen_day(thread, now=now)
    if day is None or (before is not None and day <= before):
        return False
    message = tell_all(
        thread,
        template="promised",
        context={"day": day, "before": before, "are_away": is_short_of_people},
        idempotency_key=f"letter-promised:{thread.uuid}:{day}",
    )
    if message is not None:
        keep_promise(thread, day, now=now)
    return message is not None
