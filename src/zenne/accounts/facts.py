"""What accounts announce."""

from dataclasses import dataclass

from zenne.core.events.public import fact


@fact
@dataclass(frozen=True, slots=True)
class RoleGranted:
    """Somebody was given a role, or a place in a team: ``role`` is then ``team``, and ``team`` its key."""

    person: str
    role: str
    team: str


@fact
@dataclass(frozen=True, slots=True)
class RoleTakenAway:
    """Somebody lost a role, or their place in a team: ``role`` is then ``team``, and ``team`` its key."""

    person: str
    role: str
    team: str


@fact
@dataclass(frozen=True, slots=True)
class AddressProved:
    """Somebody followed a link that went to the address of their account: what was sent there, or asked for with it,
    is theirs. The address itself is not repeated.
    """

    person: str


@fact
@dataclass(frozen=True, slots=True)
class PersonDeactivated:
    """An account was closed: its sessions are over and its keys revoked."""

    person: str


@fact
@dataclass(frozen=True, slots=True)
class PersonReopened:
    """An account that was closed is open again."""

    person: str
