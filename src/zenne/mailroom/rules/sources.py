"""A message as the parser gives it, which remembers what was found out about it: it is asked the same many times."""

from collections.abc import Callable
from email import policy
from email.message import Message
from functools import wraps
from typing import Any, Final, TypeVar, cast

Told = TypeVar("Told")
UNKNOWN: Final = object()


class Source(Message):
    """A message, or a part of one, that is only read after it was parsed."""

    def __init__(self, policy: "policy.Policy[Any]" = policy.compat32) -> None:
        super().__init__(policy=policy)
        self.told: dict[str, Any] = {}

    def get_content_type(self) -> str:
        """The parser asks for it once the headers are there, and nobody changes them afterwards."""
        return type_of_source(self)


def once(find_out: Callable[[Message], Told]) -> Callable[[Message], Told]:
    """Let a function find something out about each source once."""
    name = find_out.__qualname__

    @wraps(find_out)
    def remembered(part: Message) -> Told:
        if not isinstance(part, Source):
            return find_out(part)
        found = part.told.get(name, UNKNOWN)
        if found is UNKNOWN:
            found = part.told[name] = find_out(part)
        return cast("Told", found)

    return remembered


@once
def type_of_source(part: Message) -> str:
    return Message.get_content_type(part)


@once
def first_headers(part: Message) -> dict[str, str]:
    """The first header of each name, in small letters, as it was sent."""
    return {name.lower(): str(value) for name, value in reversed(list(part.raw_items()))}
