"""Decide to give places more than there are."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.capacity.models import VisitType
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.queue.actions.give_extra_places import give_places_of
from zenne.counters.queue.attendance import known_at
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import Overbooking
from zenne.counters.queue.no_shows import hours_of
from zenne.counters.queue.rooms import day_of

LONGEST: Final = timedelta(weeks=13)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the team saw and accepts: the advice for ``day``, for some hours of such days until ``last_day``.

    ``places`` is the number that was read, so that nobody accepts more than they saw.
    """

    day: date
    begin_hour: int
    end_hour: int
    last_day: date
    places: int


@needs(PLAN_SHIFTS)
@transaction.atomic
def decide_overbooking(
    *, asker: Asker, branch: Branch, visit: VisitType, decision: Decision, now: datetime
) -> Overbooking:
    """Give places beyond those that there are, on this day of the week, until a day; never more than was read.

    Raises:
        QueueRefused: wrong-period: no hours, no days, or longer than thirteen weeks; other-advice: the advice is not
            what was read any more; decided-already: it is decided for this visit and day of the week.
    """
    begin, end = decision.begin_hour, decision.end_hour
    is_in_order = 0 <= begin < end <= 24 and decision.day <= decision.last_day <= decision.day + LONGEST
    if not is_in_order or decision.day <= day_of(now):
        raise QueueRefused("wrong-period")
    hours = hours_of(branch.pk, decision.day, known_at(branch.pk))
    advised = sum(each.extra for each in hours if begin <= each.hour < end)
    if not advised or advised != decision.places:
        raise QueueRefused("other-advice")
    try:
        with transaction.atomic():
            made = Overbooking.objects.create(
                branch=branch,
                visit_type=visit,
                weekday=decision.day.weekday(),
                begin_hour=begin,
                end_hour=end,
                first_day=decision.day,
                last_day=decision.last_day,
                most=advised,
                decided_at=now,
            )
    except IntegrityError:
        raise QueueRefused("decided-already") from None
    details = {"visit": visit.pk, "weekday": made.weekday, "most": advised, "until": f"{decision.last_day}"}
    record(asker=asker, action="counters.decide-overbooking", thing=f"branch:{branch.slug}", details=details)
    give_places_of(made, now=now)
    return made
