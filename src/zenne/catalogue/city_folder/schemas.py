"""The files of a city folder, as types. A key that is not here is a mistake."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from zenne.catalogue.rules.durations import parse_duration, parse_target
from zenne.catalogue.rules.parts import Appointment, ChannelKind

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=50)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400, pattern=r"^[^\n]*$")]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"<>]+$", max_length=500)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]+$", max_length=200)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+[0-9 ]{6,30}$")]
Place = tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]]
Hours = Annotated[str, StringConstraints(min_length=1, max_length=300)]
OfficeHours = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$")]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Audience = Literal["residents", "newcomers", "visitors", "businesses", "associations"]
Facility = Literal[
    "step_free", "lift", "accessible_toilet", "hearing_loop", "disabled_parking", "quiet_room", "sign_language"
]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Contact(Strict):
    phone: Phone | None = None
    email: Email | None = None


class Streets(Strict):
    file: str
    name_languages: tuple[LanguageCode, ...] = ()


class ClosingDay(Strict):
    date: date
    key: Key


class ReplacementDay(Strict):
    holiday: date
    observed: date


class Calendar(Strict):
    office_hours: dict[Weekday, OfficeHours] = Field(min_length=1)
    closing_days: tuple[ClosingDay, ...] = ()
    replacement_days: tuple[ReplacementDay, ...] = ()


class Entry(Strict):
    key: Key
    icon: Key


class Department(Strict):
    key: Key
    email: Email | None = None
    phone: Phone | None = None


class CityFacts(Strict):
    languages: tuple[LanguageCode, ...] = Field(min_length=1)
    official_languages: tuple[LanguageCode, ...] = Field(min_length=1)
    time_zone: str
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    website: Url
    contact: Contact = Contact()
    fees_are_examples: bool = False
    streets: Streets | None = None
    centre: Place
    calendar: Calendar
    life_events: tuple[Entry, ...]
    topics: tuple[Entry, ...] = Field(min_length=1)
    departments: tuple[Department, ...] = Field(min_length=1)


class CityWords(Strict):
    name: Line
    long_name: Line
    welcome: Line
    life_events: dict[Key, Line] = {}
    topics: dict[Key, Line] = {}
    departments: dict[Key, Line] = {}
    closing_days: dict[Key, Line] = {}


class Online(Strict):
    url: Url


class Counter(Strict):
    appointment: Appointment
    minutes: int = Field(ge=1, le=240)


class Plain(Strict):
    pass


class Telephone(Strict):
    hours: Hours | None = None


class Channels(Strict):
    online: Online | None = None
    counter: Counter | None = None
    post: Plain | None = None
    phone: Telephone | None = None

    def kinds(self) -> list[ChannelKind]:
        return [kind for kind in ChannelKind if getattr(self, kind.value) is not None]


class CostFacts(Strict):
    key: Key
    amount: Decimal = Field(ge=0, max_digits=10, decimal_places=2)

    @field_validator("amount", mode="before")
    @classmethod
    def quoted(cls, value: object) -> object:
        if isinstance(value, float):
            raise ValueError('an amount must be in quotes, as in "75.00"')  # noqa: TRY004 - pydantic wants ValueError
        return value


class LegalFacts(Strict):
    key: Key
    url: Url | None = None


class ServiceFacts(Strict):
    department: Key
    topic: Key
    life_events: tuple[Key, ...] = ()
    audience: tuple[Audience, ...] = Field(min_length=1)
    popularity: int = Field(default=0, ge=0, le=100)
    channels: Channels
    requirements: tuple[Key, ...] = ()
    costs: tuple[CostFacts, ...] = ()
    processing_time: str = ""
    answer_within: str = ""
    outputs: tuple[Key, ...] = Field(min_length=1)
    legal_basis: tuple[LegalFacts, ...] = ()
    related: tuple[Key, ...] = ()

    @field_validator("processing_time")
    @classmethod
    def a_duration(cls, value: str) -> str:
        if value:
            parse_duration(value)
        return value

    @field_validator("answer_within")
    @classmethod
    def a_target(cls, value: str) -> str:
        if value:
            parse_target(value)
        return value

    @field_validator("channels")
    @classmethod
    def at_least_one(cls, value: Channels) -> Channels:
        if not value.kinds():
            raise ValueError("name at least one of online, counter, post, phone")
        return value


class ServiceWords(Strict):
    name: Annotated[Line, StringConstraints(max_length=60)]
    summary: Annotated[Line, StringConstraints(max_length=160)]
    description: Text
    requirements: dict[Key, Line] = {}
    costs: dict[Key, Line] = {}
    processing_time: Line | None = None
    channels: dict[ChannelKind, Line] = {}
    outputs: dict[Key, Line] = {}
    legal_basis: dict[Key, Line] = {}
    synonyms: tuple[Line, ...] = ()


class OfferingFacts(Strict):
    hours: Hours | None = None
    languages: tuple[LanguageCode, ...] = ()


class BranchFacts(Strict):
    kind: Literal["administrative_centre", "branch"]
    location: Place
    number: Annotated[str, StringConstraints(min_length=1, max_length=10)]
    postcode: Annotated[str, StringConstraints(min_length=1, max_length=10)]
    phone: Phone
    email: Email
    hours: Hours
    phone_hours: Hours | None = None
    desks: int = Field(ge=1, le=500)
    languages: tuple[LanguageCode, ...] = Field(min_length=1)
    accessibility: tuple[Facility, ...] = ()
    services: dict[Key, OfferingFacts | None] = {}


class BranchWords(Strict):
    name: Annotated[Line, StringConstraints(max_length=80)]
    street: Line
    locality: Line
    directions: Line
    accessibility: Line | None = None
