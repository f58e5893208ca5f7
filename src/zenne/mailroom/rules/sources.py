"""A message as the parser gives it, which remembers what was found out about it: it is asked the same many times."""

from collections.abc import Callable
from email import policy
from email.message import Message
from functools import cached_property, wraps
from typing import Any, Final, TypeVar, cast

Told = TypeVar("Told")
NOT_TOLD: Final = object()


class Source(Message):
    """A message, or a part of one, that is only read once it is parsed."""

    def __init__(self, policy: "policy.Policy[Any]" = policy.compat32) -> None:
        super().__init__(policy=policy)
        self.media_type = ""
        self.told: dict[str, Any] = {}

    def get_content_type(self) -> str:
        """The parser asks for it when the headers are there, and nobody changes them afterwards."""
        self.media_type = self.media_type or super().get_content_type()
        return self.media_type

    @cached_property
    def first_headers(self) -> dict[str, str]:
        """The first header of each name, in small letters, as it was sent."""
        return first_headers(self)


def first_headers(message: Message) -> dict[str, str]:
    """The same of any message."""
    return {name.lower(): str(value) for name, value in reversed(list(message.raw_items()))}


def once(find_out: Callable[[Message], Told]) -> Callable[[Message], Told]:
    """Let a function find something out about each source once."""
    name = find_out.__qualname__

    @wraps(find_out)
    def remembered(part: Message) -> Told:
        if not isinstance(part, Source):
            return find_out(part)
        found = part.told.get(name, NOT_TOLD)
        if found is NOT_TOLD:
            found = part.told[name] = find_out(part)
        return cast("Told", found)

    return remembered
