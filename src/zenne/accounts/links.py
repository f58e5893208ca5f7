"""Links in e-mails, as they are now."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from django.contrib.sessions.backends.base import SessionBase

from zenne.accounts.models import SignInLink
from zenne.accounts.rules.links import hash_of, new_secret
from zenne.core.access.public import for_everybody

BROWSER: Final = "browser"


class LinkState(StrEnum):
    """What can be done with a link in this browser."""

    READY = "ready"
    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    ELSEWHERE = "elsewhere"


def browser_secret(session: SessionBase) -> str:
    """What binds links to this browser: a secret in its session, made at the first use."""
    if BROWSER not in session:
        session[BROWSER] = new_secret()
    return str(session[BROWSER])


@for_everybody
def link_of(token: str, *, session: SessionBase, now: datetime) -> tuple[LinkState, SignInLink | None]:
    """The link with a token, and what can be done with it. Looking does not use it up: mail scanners look too."""
    link = SignInLink.objects.filter(token_hash=hash_of(token)).first()
    if link is None:
        return LinkState.UNKNOWN, None
    if link.browser_hash != hash_of(str(session.get(BROWSER, ""))):
        return LinkState.ELSEWHERE, link
    if link.used_at is not None:
        return LinkState.USED, link
    return (LinkState.EXPIRED if link.expires_at <= now else LinkState.READY), link
