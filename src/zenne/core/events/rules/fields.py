"""Which types the fields of a fact may have: those that JSON can carry and that mean the same in every process."""

import dataclasses
import types
import typing
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

SIMPLE: Final = (str, bool, int, float, Decimal, datetime, date, timedelta, UUID)


def is_plain(kind: Any) -> bool:
    """Whether values of this type can be written as JSON: simple ones, enums of text, optional ones, tuples of them."""
    if isinstance(kind, type) and not typing.get_args(kind):
        return kind in SIMPLE or kind is types.NoneType or (issubclass(kind, str) and issubclass(kind, Enum))
    arguments = [each for each in typing.get_args(kind) if each is not Ellipsis]
    return typing.get_origin(kind) in {tuple, types.UnionType, typing.Union} and all(map(is_plain, arguments))


def shown_type(kind: Any) -> str:
    """A type as people read it: ``str``, ``datetime | None``, ``tuple[int, ...]``."""
    return kind.__name__ if isinstance(kind, type) and not typing.get_args(kind) else str(kind).replace("datetime.", "")


def plain(value: Any) -> Any:
    """A value of a field as JSON carries it: moments in ISO 8601, lengths of time in seconds."""
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def as_json(fact: Any) -> dict[str, Any]:
    """The fields of a fact as JSON carries them."""
    return {field.name: plain(getattr(fact, field.name)) for field in dataclasses.fields(fact)}
