"""On which days all of a team that were planned are away: their shifts were withdrawn, and nobody stands in."""

from datetime import date, time, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from zenne.accounts.public import Team
from zenne.core.access.public import internal
from zenne.core.calendar.public import moment_at
from zenne.counters.capacity.models import Shift


@internal
def days_off_of(team: Team, first: date, last: date) -> frozenset[date]:
    """Those with shifts of the team, each withdrawn. One query."""
    zone = timezone.get_default_timezone()
    begin, end = moment_at(first, time(), time_zone=zone), moment_at(last + timedelta(days=1), time(), time_zone=zone)
    shifts = Shift.objects.filter(member__team=team, starts_at__gte=begin, starts_at__lt=end).order_by()
    days = shifts.annotate(day=TruncDate("starts_at", tzinfo=zone)).values("day")
    away = days.annotate(standing=Count("pk", filter=Q(withdrawn_at=None))).filter(standing=0)
    return frozenset(away.values_list("day", flat=True))
