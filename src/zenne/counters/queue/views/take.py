"""Taking a ticket: at the kiosk in the branch, on a phone there, or from home."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from zenne.catalogue.public import Branch, week_of
from zenne.core.access.public import PUBLIC, asker_of, open_to
from zenne.core.content.public import version_of
from zenne.core.limits.public import Limit, allow, by_address, limited, too_many
from zenne.counters.queue.actions.arrive import arrive
from zenne.counters.queue.actions.take_ticket import take_ticket
from zenne.counters.queue.choosing import choices_at
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.expected import booking_of_today
from zenne.counters.queue.forms import TicketForm
from zenne.counters.queue.models import Ticket
from zenne.counters.queue.opening import WalkIns, is_open, walk_ins_at
from zenne.counters.queue.queries import public_room
from zenne.counters.queue.views.asked import asked_branch
from zenne.counters.queue.words import sentence_of

MINUTES = timedelta(minutes=10)
AT_KIOSKS: Final = Limit("queue.kiosk", times=300, per=MINUTES)
"""All kiosks of a branch have one address."""
ELSEWHERE: Final = Limit("queue.join", times=30, per=MINUTES)
WRONG_CODES: Final = Limit("queue.wrong-code", times=20, per=MINUTES)
"""Of one address, so of all kiosks of a branch: people mistype, and nobody guesses one of a thousand million."""
FROM: Final = {Ticket.Source.PHONE.value, Ticket.Source.HOME.value}


# Neither form knows who somebody is, so no other site can misuse that: it needs no token, and sets no cookie.
@open_to(PUBLIC)
@csrf_exempt
@limited(AT_KIOSKS)
@never_cache
def kiosk_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Large buttons for those who stand in front of it."""
    return answer(request, asked_branch(slug), source=Ticket.Source.KIOSK.value, template="queue/kiosk.html")


@open_to(PUBLIC)
@csrf_exempt
@limited(ELSEWHERE)
@never_cache
def join_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for a phone in the branch, or from home: ``where`` says which."""
    where = request.POST.get("where", "")
    source = where if where in FROM else Ticket.Source.HOME.value
    return answer(request, asked_branch(slug), source=source, template="queue/join.html")


def answer(request: HttpRequest, branch: Branch, *, source: str, template: str) -> HttpResponse:
    """The form; sent, a ticket, or the form with what is wrong. ``code`` is that of an appointment."""
    at = timezone.now()
    if "code" in request.POST:
        return with_appointment(request, branch, source=source, template=template, at=at)
    walk_ins = walk_ins_at(branch, at)
    form = TicketForm(request.POST if request.method == "POST" else None, branch=branch, visits=walk_ins.every)
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                ticket = take_ticket(asker=asker_of(request), branch=branch, wanted=form.wanted, source=source, at=at)
            except QueueRefused as refused:
                refusal, status = sentence_of(refused), 409
            else:
                return to_ticket(ticket, branch, source=source)
    return page(request, branch, form, walk_ins, template=template, at=at, status=status, refusal=refusal)


def with_appointment(request: HttpRequest, branch: Branch, *, source: str, template: str, at: datetime) -> HttpResponse:
    """The ticket of the appointment that a code is for. Only wrong codes are counted."""
    try:
        booking = booking_of_today(branch, request.POST["code"], at)
        ticket = arrive(asker=asker_of(request), branch=branch, booking=booking, at=at)
    except QueueRefused as refused:
        if refused.code == "unknown-code" and not (allowance := allow(WRONG_CODES, by_address(request))):
            return too_many(request, allowance)
        walk_ins = walk_ins_at(branch, at)
        form = TicketForm(None, branch=branch, visits=walk_ins.every)
        wrong = sentence_of(refused)
        return page(request, branch, form, walk_ins, template=template, at=at, status=409, code_refusal=wrong)
    return to_ticket(ticket, branch, source=source)


def to_ticket(ticket: Ticket, branch: Branch, *, source: str) -> HttpResponse:
    path = reverse("queue:ticket", args=[branch.slug, ticket.uuid])
    return HttpResponseRedirect(f"{path}?kiosk" if source == Ticket.Source.KIOSK else path)


def page(  # noqa: PLR0913 - each says another thing about what is shown
    request: HttpRequest,
    branch: Branch,
    form: TicketForm,
    walk_ins: WalkIns,
    *,
    template: str,
    at: datetime,
    status: int,
    **refusals: Any,
) -> HttpResponse:
    """The form with what can be chosen, and who can help."""
    choices = choices_at(branch, walk_ins.now, typed=request.GET.get("q", ""), at=at)
    is_closed = not is_open(branch.hours, at)
    context = {
        "branch": branch,
        "form": form,
        "choices": choices,
        "other_times": walk_ins.others,
        "room": public_room(branch, at),
        "is_closed": is_closed,
        "week": week_of(branch, version=version_of(request), at=at) if is_closed else (),
        **refusals,
    }
    return render(request, template, context, status=status)
