"""Wishes for an earlier time in the API, with the rules of the pages."""

from datetime import date, time
from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Header, Path, Router, Schema, Status
from pydantic import Field

from zenne.core.access.public import asker_of
from zenne.core.content.public import version_of
from zenne.core.rest.public import NOT_FOUND, PUBLIC, PUBLIC_CHANGE, REFUSED, Problem, Timestamp
from zenne.counters.appointments.actions.ask_booking import LONGEST_CONTACT, LONGEST_NAME, Details
from zenne.counters.appointments.actions.ask_wish import Suiting, ask_wish
from zenne.counters.appointments.actions.confirm_wish import confirm_wish
from zenne.counters.appointments.actions.end_wish import end_wish
from zenne.counters.appointments.actions.leave_offer import leave_offer
from zenne.counters.appointments.actions.take_offer import take_offer
from zenne.counters.appointments.actions.wish_earlier import wish_earlier
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Offer, Wish
from zenne.counters.appointments.rest.bookings import booking_answer, local, same
from zenne.counters.appointments.rest.refusing import REFUSALS, refusing
from zenne.counters.appointments.rest.schemas import (
    BookingAnswer,
    BookingId,
    ConfirmBody,
    SlotQuestion,
    Token,
    letter_language,
    whole_minute,
)
from zenne.counters.appointments.rest.slots import visit_type_of
from zenne.counters.appointments.slots import Wanted
from zenne.counters.appointments.tokens import confirmed_wish, offer_token, wish_token, wished
from zenne.counters.appointments.wishing import open_offer_of, wish_of
from zenne.counters.capacity.models import VisitType

router = Router(tags=["appointments"])

WishToken = Annotated[
    str,
    Header(
        alias="Wish-Token",
        min_length=1,
        max_length=200,
        description="The `token` that the wish was answered with.",
        example="018f6c2e7a357c3e9d7c2f1f4b6a0c11:signature",
    ),
]
WishId = Annotated[
    UUID,
    Path(description="What wishing answered as `id`.", example="018f6c2e-7a35-7c3e-9d7c-2f1f4b6a0c11"),
]


class Suits(Schema):
    """When and where somebody would come."""

    branches: list[str] = Field(default=[], max_length=50, description="Slugs. Empty: any.", examples=[["laeken"]])
    first_day: date | None = Field(default=None, description="Left out: today.")
    last_day: date | None = Field(default=None, description="Left out: the last day that can be booked.")
    after: time | None = Field(default=None, description="The visit begins at this time of day or later.")
    before: time | None = Field(default=None, description="The visit ends by this time of day.")

    def suiting(self) -> Suiting:
        """As the actions know it."""
        after, before = whole_minute(self.after), whole_minute(self.before)
        return Suiting(tuple(self.branches), self.first_day, self.last_day, after, before)


class WishBody(Suits):
    """A wish of somebody who has no appointment."""

    service: str = Field(max_length=50, description="Slug of the service.", examples=["passport"])
    step: VisitType.Step = Field(default=VisitType.Step.WHOLE, description="For a service in two steps.")
    people: int = Field(default=1, ge=1, le=12, description="How many come for the same.")
    spoken: str | None = Field(default=None, pattern="^[a-z]{2,3}$", description="Language at the counter.")
    contact: str = Field(max_length=LONGEST_CONTACT, description="E-mail address, or telephone number with +.")
    name: str = Field(default="", max_length=LONGEST_NAME, description="Needed for some visits; else it is not kept.")
    language: str | None = Field(
        default=None,
        description="In which language we write; left out: that of Accept-Language.",
        json_schema_extra={"enum": [code for code, _name in settings.LANGUAGES]},
    )


class OfferBody(Schema):
    """Which seat."""

    offer: str = Field(max_length=200, description="The `token` of the offer.")


class OfferAnswer(Schema):
    """A seat that is kept for somebody."""

    branch: str = Field(description="Slug of the branch.", examples=["laeken"])
    start: Timestamp = Field(description="When it begins.")
    kept_until: Timestamp | None = Field(description="Until when nobody else gets it.")
    token: str = Field(description="What taking it, or leaving it, sends.")


class WishAnswer(Schema):
    """A wish, and what is kept for it at this moment."""

    id: UUID = Field(description="Its name in addresses.")
    state: Wish.State = Field(description="`asked` until its message is answered, then `open`.", examples=["open"])
    service: str = Field(description="Slug of the service.", examples=["passport"])
    step: VisitType.Step
    branches: list[str] = Field(description="Slugs. Empty: any.")
    first_day: date
    last_day: date
    offer: OfferAnswer | None = Field(description="The seat that is kept for them now, if there is one.")
    token: str = Field(description="For the header `Wish-Token` of every further call. Keep it secret.")


@router.post(
    "/wishes",
    **PUBLIC_CHANGE,
    response={201: WishAnswer, 400: Problem, 409: Problem, **NOT_FOUND, **REFUSED},
    operation_id="askWish",
    summary="Wish for an earlier time, without an appointment",
)
@refusing
def post_wish(request: HttpRequest, body: WishBody) -> Status[WishAnswer]:
    """A message with a link goes to the contact, who has a day to follow it. Then free seats are offered."""
    question = SlotQuestion(service=body.service, step=body.step)
    visit = visit_type_of(question, version=version_of(request))
    wanted = Wanted(visit, people=body.people, language=body.spoken or "")
    details = Details(contact=body.contact, name=body.name, language=letter_language(body.language))
    wish = ask_wish(asker=asker_of(request), wanted=wanted, suiting=body.suiting(), details=details, now=timezone.now())
    return Status(201, wish_answer(wish))


@router.post(
    "/bookings/{booking}/wish",
    **PUBLIC_CHANGE,
    response={201: WishAnswer, **REFUSALS, **REFUSED},
    operation_id="wishEarlier",
    summary="Wish for an earlier time than an appointment has",
)
@refusing
def post_earlier(request: HttpRequest, booking: BookingId, token: Token, body: Suits) -> Status[WishAnswer]:
    """It counts at once. The appointment is given up only when an offer is taken."""
    same(booking, token)
    wish = wish_earlier(asker=asker_of(request), token=token, suiting=body.suiting(), now=timezone.now())
    return Status(201, wish_answer(wish))


@router.post(
    "/wishes/{wish}/confirm",
    **PUBLIC_CHANGE,
    response={200: WishAnswer, **REFUSALS},
    operation_id="confirmWish",
    summary="Let a wish count",
)
@refusing
def post_confirm(request: HttpRequest, wish: WishId, body: ConfirmBody) -> WishAnswer:
    """What the link in the message does."""
    if confirmed_wish(body.code) != wish:
        raise BookingRefused("unknown-wish")
    return wish_answer(confirm_wish(asker=asker_of(request), token=body.code, now=timezone.now()))


@router.get(
    "/wishes/{wish}",
    **PUBLIC,
    response={200: WishAnswer, **NOT_FOUND},
    operation_id="getWish",
    summary="How a wish stands",
)
@refusing
def get_wish(request: HttpRequest, wish: WishId, token: WishToken) -> WishAnswer:
    """With the seat that is kept for it at this moment."""
    return wish_answer(own(wish, token))


@router.api_operation(
    ["DELETE"],
    "/wishes/{wish}",
    **PUBLIC_CHANGE,
    response={200: WishAnswer, **REFUSALS},
    operation_id="endWish",
    summary="Withdraw a wish",
)
@refusing
def delete_wish(request: HttpRequest, wish: WishId, token: WishToken) -> WishAnswer:
    """A seat that is kept for it goes to the next in turn; an appointment stays."""
    own(wish, token)
    return wish_answer(end_wish(asker=asker_of(request), token=token, now=timezone.now()))


@router.post(
    "/wishes/{wish}/take",
    **PUBLIC_CHANGE,
    response={200: BookingAnswer, **REFUSALS},
    operation_id="takeOffer",
    summary="Take the seat that is offered",
)
@refusing
def post_take(request: HttpRequest, wish: WishId, token: WishToken, body: OfferBody) -> BookingAnswer:
    """The appointment that they have for it. An old one is given up, and its time is offered on."""
    own(wish, token)
    return booking_answer(take_offer(asker=asker_of(request), token=body.offer, now=timezone.now()))


@router.post(
    "/wishes/{wish}/leave",
    **PUBLIC_CHANGE,
    response={200: WishAnswer, **REFUSALS},
    operation_id="leaveOffer",
    summary="Leave the seat that is offered to the next",
)
@refusing
def post_leave(request: HttpRequest, wish: WishId, token: WishToken, body: OfferBody) -> WishAnswer:
    """The wish stays."""
    own(wish, token)
    leave_offer(asker=asker_of(request), token=body.offer, now=timezone.now())
    return wish_answer(own(wish, token))


def own(wish: UUID, token: str) -> Wish:
    """The wish of an address for whoever has its token. Raises BookingRefused."""
    if wished(token) != wish:
        raise BookingRefused("unknown-wish")
    return wish_of(wish)


def wish_answer(wish: Wish) -> WishAnswer:
    """A wish as the API tells it: nothing of who it is for."""
    offer = open_offer_of(wish) if wish.state == Wish.State.OPEN else None
    return WishAnswer(
        id=wish.uuid,
        state=Wish.State(wish.state),
        service=wish.visit_type.service.slug,
        step=VisitType.Step(wish.visit_type.step),
        branches=wish.branches,
        first_day=wish.first_day,
        last_day=wish.last_day,
        offer=offer_answer(offer) if offer else None,
        token=wish_token(wish.uuid),
    )


def offer_answer(offer: Offer) -> OfferAnswer:
    """What is kept for them."""
    seat = offer.booking
    until = local(seat.kept_until) if seat.kept_until else None
    token = offer_token(offer.uuid)
    return OfferAnswer(branch=seat.branch.slug, start=local(seat.starts_at), kept_until=until, token=token)
