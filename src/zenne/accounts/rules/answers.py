"""Whether the identity token of a sign-in is for us, from whom it should be, and for this very sign-in.

OpenID Connect Core 1.0, section 3.1.3.7. The signature is checked before.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

LEEWAY: Final = timedelta(minutes=5)
"""By how much the clock of the provider may differ from ours."""
OLDEST: Final = timedelta(minutes=10)
"""A token is made when the code is exchanged: an older one was kept by somebody."""
LONGEST_SUBJECT: Final = 255


class WrongAnswer(Exception):
    """The answer of an identity provider is not what was asked for. ``reason`` is stable, for the log and for tests."""

    code = "wrong-answer"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{self.code}: {reason}")


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of a provider.

    Attributes:
        max_age: how long ago the person may have proved who they are; None when that was not asked.
    """

    issuer: str
    client_id: str
    nonce: str
    max_age: timedelta | None = None


def check_answer(claims: Mapping[str, Any], question: Question, *, now: datetime) -> None:
    """Check the claims of an identity token.

    Raises:
        WrongAnswer: naming the first thing that is wrong.
    """
    nonce, max_age = question.nonce, question.max_age
    check_parties(claims, issuer=question.issuer, client_id=question.client_id)
    if not is_text(claims.get("nonce")) or not hmac.compare_digest(claims["nonce"].encode(), nonce.encode()):
        raise WrongAnswer("nonce")
    if moment(claims, "exp") <= now - LEEWAY:
        raise WrongAnswer("expired")
    issued = moment(claims, "iat")
    if not now - OLDEST - LEEWAY <= issued <= now + LEEWAY:
        raise WrongAnswer("issued-at-another-time")
    if "nbf" in claims and moment(claims, "nbf") > now + LEEWAY:
        raise WrongAnswer("not-yet-valid")
    if max_age is not None and moment(claims, "auth_time") < now - max_age - LEEWAY:
        raise WrongAnswer("proved-too-long-ago")


def check_parties(claims: Mapping[str, Any], *, issuer: str, client_id: str) -> None:
    """From the right provider, about somebody, for us and not for another client."""
    if claims.get("iss") != issuer:
        raise WrongAnswer("issuer")
    if not is_text(claims.get("sub")) or len(claims["sub"]) > LONGEST_SUBJECT:
        raise WrongAnswer("subject")
    clients = check_audience(claims, client_id=client_id)
    if (len(clients) > 1 and "azp" not in claims) or claims.get("azp", client_id) != client_id:
        raise WrongAnswer("authorized-party")


def check_audience(claims: Mapping[str, Any], *, client_id: str) -> list[Any]:
    """All for whom a token is: we must be among them."""
    audience = claims.get("aud")
    clients = [audience] if isinstance(audience, str) else audience
    if not isinstance(clients, list) or client_id not in clients:
        raise WrongAnswer("audience")
    return clients


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def moment(claims: Mapping[str, Any], name: str) -> datetime:
    """A claim with seconds since 1970."""
    value = claims.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise WrongAnswer(f"{name}-missing")
    try:
        return datetime.fromtimestamp(value, tz=UTC)
    except (OverflowError, ValueError, OSError):
        raise WrongAnswer(f"{name}-missing") from None
