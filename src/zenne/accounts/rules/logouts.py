"""Whether a provider may have somebody's sessions ended: the claims of its logout token.

OpenID Connect Back-Channel Logout 1.0, section 2.6. The signature is checked before.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from zenne.accounts.rules.answers import LEEWAY, LONGEST_SUBJECT, OLDEST, WrongAnswer, check_audience, is_text, moment

KIND: Final = "logout+jwt"
EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"


@dataclass(frozen=True, slots=True)
class Logout:
    """What a provider asks for.

    Attributes:
        mark: under which the token is remembered, so that it counts once.
        subject: whose sessions, as the provider names them; empty when only a session of the provider is named.
        session: the mark of the one session of the provider that is over; empty for all.
    """

    mark: str
    subject: str
    session: str


def check_logout(claims: Mapping[str, Any], *, issuer: str, client_id: str, now: datetime) -> Logout:
    """Check the claims of a logout token.

    A token without an end, as older providers write them, is good for as long as it is new.

    Raises:
        WrongAnswer: naming the first thing that is wrong.
    """
    if claims.get("iss") != issuer:
        raise WrongAnswer("issuer")
    check_audience(claims, client_id=client_id)
    if "nonce" in claims:
        raise WrongAnswer("nonce")
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise WrongAnswer("events")
    if not now - OLDEST - LEEWAY <= moment(claims, "iat") <= now + LEEWAY:
        raise WrongAnswer("issued-at-another-time")
    if "exp" in claims and moment(claims, "exp") <= now - LEEWAY:
        raise WrongAnswer("expired")
    subject, session = optional_text(claims, "sub"), optional_text(claims, "sid")
    if not is_text(claims.get("jti")) or not (subject or session):
        raise WrongAnswer("about-nothing")
    return Logout(mark_of(issuer, claims["jti"]), subject, mark_of(issuer, session) if session else "")


def optional_text(claims: Mapping[str, Any], name: str) -> str:
    """A claim that may be left out, but is a text when it is there."""
    if name not in claims:
        return ""
    if not is_text(claims[name]) or len(claims[name]) > LONGEST_SUBJECT:
        raise WrongAnswer(name)
    return str(claims[name])


def mark_of(issuer: str, name: str) -> str:
    """What is kept of a name that a provider gave to something: fits a column, and tells nothing."""
    return hashlib.sha256(f"{issuer} {name}".encode()).hexdigest()
