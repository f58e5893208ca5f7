"""What must not stand in a log: personal data is left out before a line is written.

Names have no form by which they could be found. So no text from outside reaches a line at all: what is filled into a
message of a library is left out unless it is a number, an error is told by its kind and its place without its message,
and a request by its route without its path. What can be found is masked besides, wherever it stands.
"""

import re
import traceback
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final
from uuid import UUID

LEFT_OUT: Final = "…"
MASKS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), mark)
    for pattern, mark in (
        (r"[\w.+'%-]+@[\w-]+(?:\.[\w-]+)*", "[e-mail]"),
        (r"\?[^\s\"'?]+", "?…"),
        (r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)", "[address]"),
        (r"(?<![\w:])(?=[0-9a-f:]*(?:::|(?::[0-9a-f]*){4}))[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])", "[address]"),
        (r"(?<!\d)\d{2}[. ]?\d{2}[. ]?\d{2}[- .]?\d{3}[- .]?\d{2}(?!\d)", "[national number]"),
        (r"\b[a-z]{2}\d{2}(?: ?[\da-z]{4}){3,7}\b", "[account]"),
        (r"(?<!\w)(?:\+|0)\d[\d ./-]{6,}\d", "[phone]"),
    )
)
IDENTIFIERS: Final = re.compile(r"(\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)")
"""Random identifiers (UUID): they stay, although digits in them may look like a number of somebody."""
PRIVATE_KEYS: Final = frozenset(
    {
        *("address", "addresses", "authorization", "body", "content", "cookie", "email", "ip", "message", "name"),
        *("names", "password", "path", "payload", "person", "phone", "query", "recipient", "recipients", "secret"),
        *("sender", "session", "subject", "text", "to", "token", "url", "user", "username"),
    }
)
MOST_FRAMES: Final = 25
HARMLESS = bool | int | float | UUID | Enum | None


def masked(text: str) -> str:
    """A text in which e-mail addresses, IP addresses, national, account and telephone numbers are marks."""
    return "".join(part if index % 2 else without_forms(part) for index, part in enumerate(IDENTIFIERS.split(text)))


def without_forms(text: str) -> str:
    for pattern, mark in MASKS:
        text = pattern.sub(mark, text)
    return text


def without_personal_data(value: Any) -> Any:
    """A value of a log line as it may be written; keys of mappings that hold personal data are left out."""
    if isinstance(value, Mapping):
        return {key: without_personal_data(each) for key, each in value.items() if str(key).lower() not in PRIVATE_KEYS}
    if isinstance(value, list | tuple | set | frozenset):
        return [without_personal_data(each) for each in value]
    return value if isinstance(value, bool | int | float | None) else masked(str(value))


class LeftOut:
    """Stands in a message of a library for a value that may be personal."""

    def __str__(self) -> str:
        return LEFT_OUT

    __repr__ = __str__


def filled_in(message: str, values: Any) -> str:
    """A message of the standard library's logging with its numbers, and a mark for every other value."""
    if not values:
        return masked(message)
    kept: Any = (
        {key: harmless(value) for key, value in values.items()}
        if isinstance(values, Mapping)
        else tuple(harmless(value) for value in values)
    )
    try:
        return masked(message % kept)
    except (TypeError, ValueError, KeyError):
        return masked(message)


def harmless(value: Any) -> Any:
    return value if isinstance(value, HARMLESS) else LeftOut()


def told_without_message(error: BaseException) -> str:
    """The kind and place of an error and of those before it, without their messages: these repeat what was typed."""
    return "\n".join(line for each in chain(error) for line in lines_of(each))


def chain(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, the first one first."""
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return reversed(found)


def lines_of(error: BaseException) -> Iterator[str]:
    kind = type(error)
    code = getattr(error, "code", "")
    stable = f" ({code})" if isinstance(code, str) and re.fullmatch("[a-z-]{3,60}", code) else ""
    yield f"{kind.__module__}.{kind.__qualname__}{stable}"
    for frame in traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]:
        yield f"  {frame.filename}:{frame.lineno} {frame.name}"
