"""The token with which a mailbox is opened instead of a password (RFC 6749, XOAUTH2)."""

import json
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from zenne.core.connections.public import BROKEN, NotConnected, connected
from zenne.mailroom.intake.errors import MailboxFailed

LARGEST_ANSWER_BYTES: Final = 100_000
TAKEN: Final = 200


def access_token(oauth: dict[str, Any], *, may_be_inside: bool = False) -> str:
    """Ask for a token: with the refresh token where there is one, else as the program itself.

    Raises:
        MailboxFailed: none was given.
    """
    form = {"grant_type": "client_credentials", "client_id": oauth["client_id"]}
    if oauth["refresh_token"]:
        form |= {"grant_type": "refresh_token", "refresh_token": oauth["refresh_token"]}
    form |= {name: oauth[name] for name in ("client_secret", "scope") if oauth[name]}
    parts = urlsplit(oauth["token_url"])
    headers = {"Host": parts.netloc, "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    try:
        with connected(parts, may_be_inside=may_be_inside) as connection:
            connection.request("POST", parts.path or "/", body=urlencode(form).encode(), headers=headers)
            answer = connection.getresponse()
            said = json.loads(answer.read(LARGEST_ANSWER_BYTES)) if answer.status == TAKEN else {}
    except (*BROKEN, NotConnected, ValueError):
        raise MailboxFailed("no-token") from None
    token = said.get("access_token") if isinstance(said, dict) else None
    if not isinstance(token, str) or not token.isascii() or not token.isprintable():
        raise MailboxFailed("no-token")
    return token


def xoauth2(user: str, token: str) -> bytes:
    """What is said to the server, before it is written in base 64."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01".encode()
