"""Naming the day of an answer, to the writer and to the team."""

from datetime import date, datetime

from zenne.core.calendar.public import CalendarError
from zenne.core.events.public import announce
from zenne.mailroom.answers.facts import AnswerPromised
from zenne.mailroom.answers.models import Promise
from zenne.mailroom.answers.outlook import promised_day
from zenne.mailroom.letters.index import find_under_team
from zenne.mailroom.letters.models import Thread


def foreseen_day(thread: Thread, *, now: datetime) -> date | None:
    """The day that can be named. None: nobody is there who answers, so the letter is shown to every team."""
    try:
        day = promised_day(thread, now=now)
    except CalendarError:
        day = None
    if day is None and thread.team is not None:
        thread.team = None
        thread.save(update_fields=["team"])
        find_under_team(thread)
    return day


def keep_promise(thread: Thread, day: date, *, now: datetime) -> None:
    """Write down that a day was named, in the transaction of the message that names it."""
    is_renewed = thread.promised_on is not None
    thread.promised_on = day
    thread.save(update_fields=["promised_on"])
    Promise.objects.create(thread=thread, day=day, made_at=now, is_renewed=is_renewed)
    service = thread.service.slug if thread.service else ""
    announce(AnswerPromised(thread.uuid, service, day, is_renewed))
