"""A waiting room through a day: who waited, and how many desks were open."""

from datetime import date, datetime
from typing import Final

from zenne.catalogue.public import Branch
from zenne.counters.figures.counting import count_room
from zenne.counters.figures.models import RoomDay
from zenne.counters.figures.shapes import BreathPicture, breath_picture
from zenne.counters.figures.trends import days_shown
from zenne.counters.queue.rooms import day_of, time_zone

FEWEST_DESKS: Final = 3
"""Where fewer are ever open, the line of desks would be the working day of somebody."""


def days_to_choose(branch: Branch, *, at: datetime) -> list[date]:
    """The days of the past four weeks of which there is a picture, the last first. One query."""
    days = days_shown(at)
    rows = RoomDay.objects.filter(branch=branch, day__gte=days[0], day__lte=days[-1], begins_at__isnull=False)
    return list(rows.order_by("-day").values_list("day", flat=True))


def breathing(branch: Branch, day: date, *, at: datetime) -> BreathPicture | None:
    """The picture of a day; of today, as it is now. None when nobody came."""
    is_today = day == day_of(at)
    room = count_room(branch.pk, day, at=at) if is_today else RoomDay.objects.filter(branch=branch, day=day).first()
    if room is None or room.begins_at is None or not room.waiting:
        return None
    return breath_picture(
        room,
        is_today=is_today,
        zone_begin=room.begins_at.astimezone(time_zone()),
        shows_desks=max(room.desks, default=0) >= FEWEST_DESKS,
    )
