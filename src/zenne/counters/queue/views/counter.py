"""The page of those who work at a counter: their desk, and the room of their branch."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.catalogue.public import Branch, branches
from zenne.core.access.public import Asker, asker_of, open_to
from zenne.core.content.public import version_of
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS
from zenne.counters.capacity.models import Desk, VisitType
from zenne.counters.capacity.names import visit_name
from zenne.counters.queue.actions.arrive import arrive
from zenne.counters.queue.actions.call_next import call_next
from zenne.counters.queue.actions.close_desk import close_desk
from zenne.counters.queue.actions.finish import finish
from zenne.counters.queue.actions.no_show import no_show
from zenne.counters.queue.actions.open_desk import open_desk
from zenne.counters.queue.actions.park import park
from zenne.counters.queue.actions.pause_desk import pause_desk
from zenne.counters.queue.actions.recall import recall
from zenne.counters.queue.actions.start_helping import start_helping
from zenne.counters.queue.actions.transfer import transfer
from zenne.counters.queue.actions.unpark import unpark
from zenne.counters.queue.day import day_so_far
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.expected import expected_today, still_expected
from zenne.counters.queue.members import member_of
from zenne.counters.queue.models import Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.queries import ticket_of, visits_at
from zenne.counters.queue.team_room import team_room
from zenne.counters.queue.views.asked import asked_branch
from zenne.counters.queue.words import sentence_of

LONGEST_KEY: Final = 64
WITH_TICKET: Final[dict[str, Callable[..., None]]] = {
    "recall": recall,
    "start": start_helping,
    "finish": finish,
    "no-show": no_show,
    "park": park,
    "unpark": unpark,
}


@open_to(SERVE)
@never_cache
def counters_page(request: HttpRequest) -> HttpResponse:
    """To the room of the own branch; why not, for somebody who works at no counter. In a demonstration they choose."""
    member = member_of(asker_of(request))
    if member is None:
        places = branches(version_of(request)) if settings.DEMO else ()
        return render(request, "queue/no_counter.html", {"places": places})
    return HttpResponseRedirect(reverse("queue:counter", args=[member.branch.slug]))


@open_to(SERVE)
@never_cache
def counter_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The own desk and the own room; what is sent says with ``do`` what is to be done."""
    branch, asker, at = asked_branch(slug), asker_of(request), timezone.now()
    member = member_of(asker)
    if member is None or member.branch_id != branch.pk:
        return render(request, "queue/no_counter.html", {"branch": branch, "member": member})
    if request.method != "POST":
        return answer(request, branch, at=at)
    try:
        is_nobody = carry_out(request.POST.get("do", ""), request, branch, asker=asker, at=at)
    except QueueRefused as refused:
        return answer(request, branch, at=at, refusal=sentence_of(refused), status=409)
    return HttpResponseRedirect(f"{request.path}{'?nobody' if is_nobody else ''}")


def carry_out(wish: str, request: HttpRequest, branch: Branch, *, asker: Asker, at: datetime) -> bool:
    """Do it. Returns whether somebody was to be called and nobody waits. Raises Http404 for what does not exist."""
    sent = request.POST
    if wish == "next":
        key = sent.get("key", "")[:LONGEST_KEY]
        return call_next(asker=asker, key=key if key.isalnum() else uuid.uuid4().hex, at=at) is None
    if wish == "open":
        open_desk(asker=asker, desk=chosen(Desk, sent.get("desk"), branch=branch), at=at)
    elif wish == "arrived":
        arrive(asker=asker, branch=branch, booking=expected_booking(request, branch, at), at=at)
    elif wish == "pause":
        pause_desk(asker=asker, at=at)
    elif wish == "close":
        close_desk(asker=asker, at=at)
    elif wish == "transfer":
        to: dict[str, Any] = {}
        if sent.get("to_desk"):
            to["desk"] = chosen(Desk, sent["to_desk"], branch=branch)
        if sent.get("to_visit"):
            to["visit_type"] = chosen(VisitType, sent["to_visit"], retired_at=None)
        transfer(asker=asker, ticket=asked_ticket(sent.get("ticket"), branch), at=at, **to)
    elif wish in WITH_TICKET:
        WITH_TICKET[wish](asker=asker, ticket=asked_ticket(sent.get("ticket"), branch), at=at)
    else:
        raise Http404
    return False


def chosen(model: type[Any], number: str | None, **where: Any) -> Any:
    """The row that was chosen. Raises Http404."""
    found = model.objects.filter(pk=number, **where).first() if number and number.isdecimal() else None
    if found is None:
        raise Http404
    return found


def asked_ticket(name: str | None, branch: Branch) -> Ticket:
    """The ticket with this name. Raises Http404."""
    try:
        found = ticket_of(branch, uuid.UUID(name or ""))
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found


def expected_booking(request: HttpRequest, branch: Branch, at: datetime) -> Booking:
    """The appointment of today at the own branch with this name. Raises Http404."""
    try:
        name = uuid.UUID(request.POST.get("booking") or "")
        found = expected_today(asker=asker_of(request), branch=branch, uuid=name, at=at)
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found


def answer(request: HttpRequest, branch: Branch, *, at: datetime, refusal: str = "", status: int = 200) -> HttpResponse:
    """The page. The key makes the next call one call, however often it is sent."""
    asker = asker_of(request)
    member = member_of(asker)
    assert member is not None  # noqa: S101 - the views above looked
    context = {
        "branch": branch,
        "room": team_room(asker=asker, member=member, at=at),
        "expected": still_expected(asker=asker, member=member, at=at),
        "may_book": asker.may(BOOK_FOR_OTHERS),
        "day": day_so_far(asker=asker, branch=branch, at=at),
        "visits": [(visit.pk, visit_name(visit)) for visit in visits_at(branch, walk_in_only=False)],
        "key": uuid.uuid4().hex,
        "refusal": refusal,
        "is_nobody": "nobody" in request.GET,
    }
    return render(request, "queue/counter.html", context, status=status)
