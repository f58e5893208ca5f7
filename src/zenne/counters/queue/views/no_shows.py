"""How many do not come, and what that means for a day."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.counters.queue.members import member_of
from zenne.counters.queue.no_shows import no_shows
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import day_of
from zenne.counters.queue.views.asked import asked_branch
from zenne.counters.queue.words import AHEAD


@open_to(SERVE)
@never_cache
def no_shows_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Of the own branch; ``day`` is the day that is looked at, tomorrow at first."""
    branch, asker = asked_branch(slug), asker_of(request)
    member = member_of(asker)
    if member is None or member.branch_id != branch.pk:
        return render(request, "queue/no_counter.html", {"branch": branch, "member": member})
    day = day_in(request.GET.get("day", "")) or day_of(timezone.now()) + timedelta(days=1)
    found = no_shows(asker=asker, member=member, day=day)
    context = {"branch": branch, "found": found, "groups": AHEAD.values()}
    return render(request, "queue/staff/no_shows.html", context)


def day_in(typed: str) -> date | None:
    """A day as a form sends it; None for anything else, and for days of other centuries."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None
