"""Somebody at a desk in the demo city, so that there are free times to ask for."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from zenne.catalogue.public import Branch, PublicService
from zenne.core.access.public import SYSTEM
from zenne.counters.capacity.actions.plan_shift import plan_shift
from zenne.counters.capacity.models import Desk
from zenne.workforce.public import Competence, StaffMember

DAYS = 10


def staff_a_desk(branch: str = "laeken", service: str = "passport") -> StaffMember:
    """A member of staff who speaks French and Dutch, at the first desk of a branch, on the next days."""
    where = Branch.objects.get(slug=branch)
    member = StaffMember.objects.create(key="lotte", name="Lotte", branch=where, languages=["nl", "fr"])
    Competence.objects.create(member=member, service=PublicService.objects.get(slug=service))
    desk = Desk.objects.get(branch=where, number=1)
    today = timezone.localdate()
    for ahead in range(1, DAYS):
        day = today + timedelta(days=ahead)
        begin, end = (timezone.make_aware(datetime.combine(day, clock)) for clock in (time(8), time(18)))
        plan_shift(asker=SYSTEM, member=member, desk=desk, starts_at=begin, ends_at=end)
    return member
