"""What the API says of the catalogue."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from zenne.catalogue.models import Branch
from zenne.catalogue.rules.parts import Appointment, ChannelKind
from zenne.core.rest.public import NextLink, Texts, Timestamp

Slug = Annotated[str, Field(description="Its name in addresses; it never changes.", examples=["passport"])]
Key = Annotated[str, Field(description="Its name in addresses; it never changes.", examples=["identity"])]
Page = Annotated[
    str,
    Field(
        description="Its page, for people; it opens in the reader's language. Also the name of the thing in exports.",
        json_schema_extra={"format": "uri"},
    ),
]
SpokenLanguage = Annotated[str, Field(description="ISO 639-1 code.", examples=["nl"])]
Hours = Annotated[
    str,
    Field(
        description="Opening hours in OpenStreetMap syntax; `PH` also stands for the closing days of the city.",
        examples=["Mo-We,Fr 08:30-16:00; Th 08:30-19:00; PH off"],
    ),
]
PhoneHours = Annotated[
    str,
    Field(
        description="When the telephone is answered, in OpenStreetMap syntax.", examples=["Mo-Fr 09:00-12:00; PH off"]
    ),
]
Email = Annotated[str, Field(description="An e-mail address; may be empty.")]
Phone = Annotated[str, Field(description="A telephone number with its country; may be empty.")]
Audience = Literal["residents", "newcomers", "visitors", "businesses", "associations"]
Facility = Literal[
    "step_free", "lift", "accessible_toilet", "hearing_loop", "disabled_parking", "quiet_room", "sign_language"
]


class Money(Schema):
    """An amount of money."""

    amount: str = Field(
        description="A decimal number.", examples=["75.00"], json_schema_extra={"pattern": r"^\d+\.\d{2}$"}
    )
    currency: Literal["EUR"] = Field(description="ISO 4217 code.")


class ServiceChannel(Schema):
    """One way to ask for a service."""

    kind: ChannelKind
    note: Texts
    url: str | None = Field(description="Where to ask online.", json_schema_extra={"format": "uri"})
    appointment: Appointment | None = Field(description="Whether a visit needs an appointment.")
    minutes: int | None = Field(description="How long a visit to the counter takes, in minutes.")
    hours: str | None = Field(
        description="When the telephone is answered, in OpenStreetMap syntax.", examples=["Mo-Fr 09:00-12:00; PH off"]
    )


class ServicePart(Schema):
    """Something to bring, or something to get."""

    key: str
    text: Texts


class ServiceCost(ServicePart):
    """One fee."""

    price: Money


class ServiceLaw(Schema):
    """A law on which a service rests."""

    key: str
    title: Texts
    url: str | None = Field(description="Where the law can be read.", json_schema_extra={"format": "uri"})


class ServiceFacts(Schema):
    """What a service says of itself in lists too."""

    slug: Slug
    name: Texts
    summary: Texts
    topic: str = Field(description="Key of its topic.", examples=["identity"])
    life_events: list[str] = Field(description="Keys of its life events.", examples=[["travel"]])
    department: str = Field(description="Key of the department that owns it.", examples=["population"])
    audience: list[Audience] = Field(description="Who may use it.")
    page: Page


class ServiceSummary(ServiceFacts):
    """A public service in a list."""

    channels: list[ChannelKind] = Field(description="In which ways it can be asked for.")


class ServicePlaceAnswer(Schema):
    """A branch that offers a service."""

    branch: str = Field(description="Slug of the branch.", examples=["centre"])
    hours: Hours
    languages: list[SpokenLanguage] = Field(description="Spoken there for this service.")


class ServiceAnswer(ServiceFacts):
    """Everything about a public service."""

    description: Texts
    channels: list[ServiceChannel] = Field(description="In which ways it can be asked for.")
    requirements: list[ServicePart] = Field(description="What is needed, in this order.")
    costs: list[ServiceCost] = Field(description="Empty: the service is free.")
    fees_are_examples: bool = Field(description="True: the city still has to set the fees.")
    processing_time: str | None = Field(description="ISO 8601 duration; days are working days.", examples=["P5D"])
    processing_note: Texts
    outputs: list[ServicePart] = Field(description="What the person gets.")
    legal_basis: list[ServiceLaw]
    related: list[str] = Field(description="Slugs of other services.", examples=[["identity-card"]])
    branches: list[ServicePlaceAnswer] = Field(description="Where it is offered.")


class Point(Schema):
    """A point on earth in WGS 84, in degrees."""

    latitude: float = Field(ge=-90, le=90, examples=[50.8494])
    longitude: float = Field(ge=-180, le=180, examples=[4.3506])


class Address(Schema):
    """A postal address."""

    street: Texts
    number: str = Field(examples=["4"])
    postcode: str = Field(examples=["1000"])
    locality: Texts


class BranchSummary(Schema):
    """A branch in a list."""

    slug: Annotated[str, Field(description="Its name in addresses; it never changes.", examples=["centre"])]
    kind: Branch.Kind
    name: Texts
    address: Address
    location: Point
    phone: Phone
    email: Email
    hours: Hours
    phone_hours: PhoneHours
    languages: list[SpokenLanguage] = Field(description="Spoken at the desks every day.")
    accessibility: list[Facility] = Field(description="What makes the building accessible.")
    page: Page


class BranchServiceAnswer(Schema):
    """A service at a branch, with the hours and languages that hold there for it."""

    service: Slug
    hours: Hours
    languages: list[SpokenLanguage]


class BranchAnswer(BranchSummary):
    """Everything about a branch."""

    directions: Texts
    accessibility_note: Texts
    desks: int = Field(description="How many desks it has.", examples=[24])
    services: list[BranchServiceAnswer] = Field(description="What it offers.")


class OpenAnswer(Schema):
    """Whether a branch is open at a moment."""

    open: bool
    next_change: Timestamp | None = Field(
        description="When it opens or closes next, on the clock of the city; null when not within 400 days.",
        examples=["2026-12-22T16:00:00+01:00"],
    )


class NamedItem(Schema):
    """A topic or a life event."""

    key: Key
    name: Texts
    icon: str = Field(description="Name of an icon of the Lucide set.", examples=["id-card"])
    page: Page


class DepartmentItem(Schema):
    """An authority or team that owns services."""

    key: Annotated[str, Field(description="Its name in addresses; it never changes.", examples=["population"])]
    name: Texts
    phone: Phone
    email: Email


class ServiceList(Schema):
    """A page of services."""

    items: list[ServiceSummary]
    next: NextLink


class BranchList(Schema):
    """A page of branches."""

    items: list[BranchSummary]
    next: NextLink


class NamedList(Schema):
    """A page of topics or of life events."""

    items: list[NamedItem]
    next: NextLink


class DepartmentList(Schema):
    """A page of departments."""

    items: list[DepartmentItem]
    next: NextLink
