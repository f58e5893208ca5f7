"""Addresses to which somebody may be sent on."""

from urllib.parse import urlsplit

LONGEST = 2000


def safe_path(wanted: str | None, *, otherwise: str) -> str:
    """``wanted`` when it is a path on this site, else ``otherwise``.

    No other host, no scheme, no ``//`` or ``/\\`` that a browser reads as one, no control characters.
    """
    path = wanted or ""
    if len(path) > LONGEST or not path.startswith("/") or path.startswith(("//", "/\\")) or not path.isprintable():
        return otherwise
    try:
        parts = urlsplit(path)
    except ValueError:
        return otherwise
    return path if not parts.scheme and not parts.netloc and "\\" not in parts.path else otherwise
