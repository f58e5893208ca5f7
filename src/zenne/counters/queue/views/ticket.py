"""The page of a ticket: its place moves; whoever holds it says that they are there, or leaves."""

from uuid import UUID

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from zenne.catalogue.public import Branch
from zenne.core.access.public import PUBLIC, asker_of, open_to
from zenne.counters.capacity.names import visit_name
from zenne.counters.queue.actions.come import come
from zenne.counters.queue.actions.leave_queue import leave_queue
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import Ticket
from zenne.counters.queue.queries import ticket_now, ticket_of
from zenne.counters.queue.views.asked import asked_branch
from zenne.counters.queue.words import sentence_of

ACTIONS = {"come": come, "leave": leave_queue}
COME_WITHIN_MINUTES = 20


# Whoever knows the address holds the ticket; nothing depends on a cookie.
@open_to(PUBLIC)
@csrf_exempt
@never_cache
def ticket_page(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """How a ticket stands; sent with ``do``: come or leave."""
    branch = asked_branch(slug)
    ticket = ticket_of(branch, uuid)
    if ticket is None:
        raise Http404
    if request.method != "POST":
        return show(request, branch, ticket)
    action = ACTIONS.get(request.POST.get("do", ""))
    if action is None:
        raise Http404
    try:
        action(asker=asker_of(request), ticket=ticket, at=timezone.now())
    except QueueRefused as refused:
        ticket.refresh_from_db()
        return show(request, branch, ticket, refusal=sentence_of(refused), status=409)
    return HttpResponseRedirect(request.get_full_path())


def show(request: HttpRequest, branch: Branch, ticket: Ticket, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """The ticket with its place; at a kiosk with its code, to print or to take along."""
    now = ticket_now(ticket, timezone.now())
    told = now.forecast.told if now.forecast else None
    at_kiosk = "kiosk" in request.GET
    context = {
        "branch": branch,
        "now": now,
        "told": told,
        "visit": visit_name(ticket.visit_type),
        "come_now": ticket.state == Ticket.State.COMING and told is not None and told.p50 <= COME_WITHIN_MINUTES,
        "at_kiosk": at_kiosk,
        "code": code_of(f"{settings.BASE_URL}{request.path}") if at_kiosk else "",
        "refusal": refusal,
    }
    return render(request, "queue/ticket.html", context, status=status)


def code_of(address: str) -> SafeString:
    """A QR code as SVG."""
    svg = segno.make(address, error="m", micro=False).svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    return mark_safe(svg.replace("<svg ", '<svg class="z-qr" aria-hidden="true" ', 1))  # noqa: S308 - made of modules
