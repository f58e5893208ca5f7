"""Tickets in the API."""

from datetime import timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from zenne.catalogue.public import Branch
from zenne.core.access.public import asker_of
from zenne.core.limits.public import Limit, allow, by_address
from zenne.core.rest.public import NOT_FOUND, PUBLIC, PUBLIC_CHANGE, Problem, Refused, Timestamp
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import VisitType
from zenne.counters.queue.actions.come import come
from zenne.counters.queue.actions.leave_queue import leave_queue
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import Ticket
from zenne.counters.queue.queries import ticket_now
from zenne.counters.queue.rest.asked import BranchName, TicketId, asked_branch, asked_ticket
from zenne.counters.queue.rules.priority import Need
from zenne.counters.queue.words import sentence_of

router = Router(tags=["queue"])
TICKETS_OF_ONE_ADDRESS: Final = Limit("queue.take-ticket", times=60, per=timedelta(minutes=10))
CHANGED: Final = {409: Problem, **NOT_FOUND}


class Whence(StrEnum):
    """How somebody takes a ticket."""

    KIOSK = "kiosk"
    PHONE = "phone"
    HOME = "home"


class TicketWish(Schema):
    """What somebody comes for."""

    service: str = Field(description="The service.", examples=["passport"], max_length=60, pattern="^[-a-z0-9_]+$")
    step: VisitType.Step | None = Field(
        default=None, description="Which step, where a service has two: `apply` when left out."
    )
    people: int = Field(default=1, ge=1, le=50, description="How many people come for the same.")
    language: str = Field(default="", max_length=12, description="In which language; empty: any.", examples=["en"])
    need: Need | None = Field(default=None, description="Why they need to wait less, if they do.")
    source: Whence = Field(default=Whence.PHONE, description="`home` keeps a place for somebody who is on the way.")
    booking: UUID | None = Field(default=None, description="The appointment that they come for.")


class TicketAnswer(Schema):
    """A ticket as it stands."""

    id: TicketId = Field(description="Its name in addresses. Whoever knows it holds the ticket.")
    number: str = Field(description="What the screen will show.", examples=["A17"])
    state: Ticket.State = Field(description="`done`, `no-show` and `left` are the ends.", examples=["waiting"])
    is_over: bool = Field(description="Whether it is no longer valid, because of its state or its day.")
    closed: bool = Field(description="Whether it ended because the branch had to close.", examples=[False])
    service: str = Field(examples=["passport"])
    step: VisitType.Step
    taken_at: Timestamp = Field(description="When it was taken.")
    ahead: int | None = Field(description="How many people go before, while they wait.", examples=[4])
    p50: int | None = Field(description="Half of the people are called within so many minutes.", examples=[12])
    p90: int | None = Field(description="Nine of ten are called within so many minutes.", examples=[20])
    desk: int | None = Field(description="To which desk they are called.", examples=[3])


def answer_of(ticket: Ticket) -> TicketAnswer:
    now = ticket_now(ticket, timezone.now())
    told = now.forecast.told if now.forecast else None
    return TicketAnswer(
        id=ticket.uuid,
        number=now.number,
        state=Ticket.State(ticket.state),
        is_over=now.is_over,
        closed=now.is_sent_home,
        service=ticket.visit_type.service.slug,
        step=VisitType.Step(ticket.visit_type.step),
        taken_at=ticket.taken_at,
        ahead=now.forecast.ahead if now.forecast else None,
        p50=told.p50 if told else None,
        p90=told.p90 if told else None,
        desk=ticket.desk.number if ticket.desk and not now.is_waiting else None,
    )


@router.post(
    "/branches/{slug}/tickets",
    **PUBLIC_CHANGE,
    response={201: TicketAnswer, 400: Problem, 409: Problem, **NOT_FOUND},
    operation_id="takeTicket",
    summary="Take a place in the queue",
)
def post_ticket(request: HttpRequest, slug: BranchName, wish: TicketWish) -> Status[TicketAnswer]:
    """A number for the screen, and how long it probably takes. Nobody needs to say who they are."""
    branch = asked_branch(slug)
    allowance = allow(TICKETS_OF_ONE_ADDRESS, by_address(request))
    if not allowance:
        raise Refused(status=429, code="too-many", message=_("Too many tickets were taken from here. Wait a little."))
    try:
        ticket = take_ticket(
            asker=asker_of(request),
            branch=branch,
            wanted=wanted_of(wish, branch),
            source=Ticket.Source.APPOINTMENT if wish.booking else wish.source.value,
            at=timezone.now(),
        )
    except QueueRefused as refused:
        raise as_refusal(refused) from None
    return Status(201, answer_of(ticket))


def wanted_of(wish: TicketWish, branch: Branch) -> Wanted:
    """The wish as the action knows it. Raises Refused."""
    need, booking = wish.need.value if wish.need else "", booking_of(wish, branch) if wish.booking else None
    return Wanted(visit_of(wish), wish.people, wish.language, need, booking)


def visit_of(wish: TicketWish) -> VisitType:
    """What they come for. Raises Refused."""
    step: dict[str, Any] = {"step": wish.step} if wish.step else {"step__in": ("whole", "apply")}
    found = VisitType.objects.filter(service__slug=wish.service, retired_at=None, **step).select_related("service")
    visit = found.first()
    if visit is None:
        message = _("There is no such visit to a counter.")
        raise Refused(status=404, code="unknown-service", message=message, field="service")
    return visit


def booking_of(wish: TicketWish, branch: Branch) -> Booking:
    """The appointment that they come for. Raises Refused."""
    booking = Booking.objects.filter(uuid=str(wish.booking), branch=branch).first()
    if booking is None:
        message = _("There is no such appointment at this branch.")
        raise Refused(status=404, code="unknown-booking", message=message, field="booking")
    return booking


def as_refusal(refused: QueueRefused) -> Refused:
    """409: it is not possible as things stand."""
    return Refused(status=409, code=refused.code, message=sentence_of(refused))


@router.get(
    "/branches/{slug}/tickets/{id}",
    **PUBLIC,
    response={200: TicketAnswer, **NOT_FOUND},
    operation_id="getTicket",
    summary="How a ticket stands",
)
def get_ticket(request: HttpRequest, slug: BranchName, id: TicketId, response: HttpResponse) -> TicketAnswer:  # noqa: A002
    """How many people go before, and how long it probably takes: from `p50` to `p90` minutes."""
    response["Cache-Control"] = "no-store"
    return answer_of(asked_ticket(slug, id))


@router.post(
    "/branches/{slug}/tickets/{id}/come",
    **PUBLIC_CHANGE,
    response={200: TicketAnswer, **CHANGED},
    operation_id="comeWithTicket",
    summary="Say that one is there",
)
def post_come(request: HttpRequest, slug: BranchName, id: TicketId) -> TicketAnswer:  # noqa: A002
    """Whoever took a place from home can be called from now on."""
    ticket = asked_ticket(slug, id)
    try:
        come(asker=asker_of(request), ticket=ticket, at=timezone.now())
    except QueueRefused as refused:
        raise as_refusal(refused) from None
    return answer_of(asked_ticket(slug, id))


@router.post(
    "/branches/{slug}/tickets/{id}/leave",
    **PUBLIC_CHANGE,
    response={200: TicketAnswer, **CHANGED},
    operation_id="leaveQueue",
    summary="Give a place up",
)
def post_leave(request: HttpRequest, slug: BranchName, id: TicketId) -> TicketAnswer:  # noqa: A002
    """The others move up."""
    ticket = asked_ticket(slug, id)
    try:
        leave_queue(asker=asker_of(request), ticket=ticket, at=timezone.now())
    except QueueRefused as refused:
        raise as_refusal(refused) from None
    return answer_of(asked_ticket(slug, id))
