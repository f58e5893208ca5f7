"""What is asked and answered about free times and appointments."""

from datetime import date, time
from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from ninja import Header, Path, Schema
from pydantic import Field

from zenne.core.rest.public import NextLink, Paged, Timestamp
from zenne.counters.appointments.actions.ask_booking import LONGEST_CONTACT, LONGEST_NAME
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.slots import Order
from zenne.counters.capacity.models import VisitType

Token = Annotated[
    str,
    Header(
        alias="Booking-Token",
        min_length=1,
        max_length=200,
        description="The `token` that holding the time answered.",
        example="018f6c2e7a357c3e9d7c2f1f4b6a0c11:signature",
    ),
]
BookingId = Annotated[
    UUID,
    Path(description="What holding the time answered as `id`.", example="018f6c2e-7a35-7c3e-9d7c-2f1f4b6a0c11"),
]


def whole_minute(clock: time | None) -> time | None:
    """A time of day on the clock of the city, which needs no offset and no seconds."""
    return clock.replace(second=0, microsecond=0, tzinfo=None) if clock else None


class SlotQuestion(Paged):
    """What is looked for, and which part of the answer."""

    service: str = Field(max_length=50, description="Slug of the service.", json_schema_extra={"example": "passport"})
    step: VisitType.Step = Field(
        default=VisitType.Step.WHOLE,
        description="For a service in two steps: `apply` or `collect`; left out: `apply`.",
        json_schema_extra={"example": "apply"},
    )
    branch: str | None = Field(
        default=None,
        max_length=50,
        description="Slug of a branch. Left out: all.",
        json_schema_extra={"example": "laeken"},
    )
    language: str | None = Field(
        default=None,
        pattern="^[a-z]{2,3}$",
        description="Code of the language that whoever helps must speak.",
        json_schema_extra={"example": "fr"},
    )
    after: time | None = Field(
        default=None,
        description="The visit begins at this time of day or later, on the city's clock.",
        json_schema_extra={"example": "09:00:00"},
    )
    before: time | None = Field(
        default=None,
        description="The visit ends by this time of day, on the city's clock.",
        json_schema_extra={"example": "16:00:00"},
    )
    first_day: date | None = Field(
        default=None, description="Left out: today.", json_schema_extra={"example": "2026-01-05"}
    )
    last_day: date | None = Field(
        default=None,
        description="Left out: ninety days ahead, which is the furthest.",
        json_schema_extra={"example": "2099-12-31"},
    )
    near: str | None = Field(
        default=None,
        pattern=r"^-?([0-8]?\d(\.\d{1,8})?|90),-?((\d{1,2}|1[0-7]\d)(\.\d{1,8})?|180)$",
        description="A point: latitude, longitude, in degrees.",
        json_schema_extra={"example": "50.85,4.35"},
    )
    within: int | None = Field(
        default=None,
        ge=1,
        le=100_000,
        description="How far from there a branch may be, in metres; needs `near`.",
        json_schema_extra={"example": 20000},
    )
    people: int = Field(
        default=1, ge=1, le=12, description="How many come for the same.", json_schema_extra={"example": 1}
    )
    sort: Order = Field(
        default=Order.SOONEST,
        description="What comes first; `nearest` needs `near`.",
        json_schema_extra={"example": "soonest"},
    )

    def point(self) -> tuple[float, float] | None:
        """The point, in degrees."""
        if self.near is None:
            return None
        latitude, longitude = map(float, self.near.split(","))
        return latitude, longitude


class SlotAnswer(Schema):
    """A time that is free."""

    branch: str = Field(description="Slug of the branch.", examples=["laeken"])
    start: Timestamp = Field(description="When it begins.", examples=["2026-12-07T09:00:00+01:00"])
    minutes: int = Field(description="How long the visit takes.", examples=[15])
    token: str = Field(description="What holding this time sends; it is known for a day.")


class FirstAnswer(Schema):
    """A branch with its first free time."""

    branch: str = Field(description="Slug of the branch.", examples=["centre"])
    start: Timestamp | None = Field(description="Null: nothing is free in these days.")
    metres: int | None = Field(description="How far it is from `near`, as the crow flies.", examples=[1200])


class SlotsAnswer(Schema):
    """The free times in order, and the first one of each branch, whichever part of the times is asked for."""

    items: list[SlotAnswer]
    next: NextLink = None
    branches: list[FirstAnswer]


class HoldBody(Schema):
    """A time to keep."""

    slot: str = Field(max_length=400, description="The `token` of a free time.")


class AskBody(Schema):
    """Who comes."""

    contact: str = Field(
        default="",
        max_length=LONGEST_CONTACT,
        description="E-mail address, or telephone number with +.",
        examples=["ann@example.org"],
    )
    name: str = Field(default="", max_length=LONGEST_NAME, description="Needed for some visits; else it is not kept.")
    language: str | None = Field(
        default=None,
        description="In which language we write; left out: that of Accept-Language.",
        json_schema_extra={"enum": [code for code, _name in settings.LANGUAGES]},
    )
    on_behalf: bool = Field(default=False, description="For desk workers: booked at once, and `contact` may be empty.")


class ConfirmBody(Schema):
    """What shows that the message came."""

    code: str = Field(max_length=200, description="The last part of the link in the message.")


class MoveBody(Schema):
    """Where to."""

    to: str = Field(
        default="", max_length=200, description="The `token` of another time that is held, for the same visit."
    )
    slot: str = Field(
        default="",
        max_length=400,
        description="Instead of `to`: the `token` of a free time. It may overlap with the time of the appointment.",
    )


class BookingAnswer(Schema):
    """A time that is held, asked for or booked, or was."""

    id: UUID = Field(description="Its name in addresses.")
    state: Booking.State = Field(description="`held`, then `asked`, then `booked`.", examples=["held"])
    service: str = Field(description="Slug of the service.", examples=["passport"])
    step: VisitType.Step
    branch: str = Field(description="Slug of the branch.", examples=["laeken"])
    start: Timestamp = Field(description="When it begins.")
    minutes: int = Field(description="How long the visit takes.", examples=[15])
    people: int = Field(examples=[1])
    kept_until: Timestamp | None = Field(description="Until when nobody else gets it; null when it is booked or over.")
    token: str | None = Field(
        description="For the header `Booking-Token` of every further call. Keep it secret. Null for desk workers who "
        "change the appointment of somebody else."
    )


def letter_language(asked: str | None) -> str:
    """The language of messages to somebody: the one that was asked for, if it is the city's, else the request's."""
    return asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
