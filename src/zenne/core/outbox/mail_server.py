"""The mail server of the settings."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes our e-mail. ``encryption``: ``starttls``, ``tls`` from the first byte on, or ``none``."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    encryption: str = "starttls"


def mail_server(address: str) -> MailServer | None:
    """The server of ``smtp://user:password@host:port?tls=starttls``; None for an empty address.

    Raises:
        ValueError: the address has another form.
    """
    if not address:
        return None
    parts = urlsplit(address)
    encryption = parse_qs(parts.query).get("tls", ["starttls"])[0]
    if parts.scheme != "smtp" or not parts.hostname or encryption not in PORTS:
        raise ValueError("must have the form smtp://user:password@host:port?tls=starttls (or tls, or none)")
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[encryption],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encryption=encryption,
    )
