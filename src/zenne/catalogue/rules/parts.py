"""The parts of a public service that have no life outside it, named as in CPSV-AP 3.2."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zenne.core.languages.public import Translated


class ChannelKind(StrEnum):
    """How a service can be asked for."""

    ONLINE = "online"
    COUNTER = "counter"
    POST = "post"
    PHONE = "phone"


class Appointment(StrEnum):
    """Whether a visit to the counter needs an appointment."""

    REQUIRED = "required"
    POSSIBLE = "possible"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to ask for the service.

    ``url`` only online; ``appointment`` and ``minutes`` only at the counter; ``hours`` only by telephone, where the
    department says when it answers.
    """

    kind: ChannelKind
    note: Translated
    url: str = ""
    appointment: Appointment | None = None
    minutes: int | None = None
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something a person needs to bring or to be."""

    key: str
    text: Translated


@dataclass(frozen=True, slots=True)
class Cost:
    """One fee in euro."""

    key: str
    amount: Decimal
    text: Translated


@dataclass(frozen=True, slots=True)
class Output:
    """What the person gets in the end."""

    key: str
    text: Translated


@dataclass(frozen=True, slots=True)
class LegalResource:
    """The law that the service rests on; ``url`` may be empty."""

    key: str
    title: Translated
    url: str = ""
