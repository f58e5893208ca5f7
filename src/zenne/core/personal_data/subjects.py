"""How a row leads to the person whose data it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

PERSON: Final = "person:"


@dataclass(frozen=True, slots=True)
class Subject:
    """Where the person of a row stands.

    Attributes:
        lookup: the column, or the path to it, as Django's filters name it; empty when no row leads to a person.
        others: further columns with the key of somebody whose data the row is too.
        holds_uuid: whether the column holds the identifier alone, without ``person:``.
        also: further keys that stand for a person, given theirs: those of their API keys.
        also_rows: a filter for rows that are theirs in another way, given their key: by an address that they proved.
        why_nobody: why no row leads to a person, lazily translated.
    """

    lookup: str
    holds_uuid: bool = False
    others: tuple[str, ...] = ()
    also: Callable[[str], Iterable[str]] | None = None
    also_rows: Callable[[str], Q] | None = None
    why_nobody: Any = ""

    def keys_of(self, person: str) -> tuple[str, ...]:
        """All keys that stand for a person in the columns of a row, given theirs ``person:…``."""
        return (person, *(self.also(person) if self.also else ()))

    def rows_of(self, person: str) -> Q | None:
        """A filter for the rows of a person, given their key ``person:…``; None when there can be none."""
        if not self.lookup:
            return None
        if not self.holds_uuid:
            keys = self.keys_of(person)
            return reduce(or_, (Q(**{lookup: key}) for lookup in (self.lookup, *self.others) for key in keys))
        try:
            own = Q(**{self.lookup: UUID(person.removeprefix(PERSON))})
        except ValueError:
            return None
        return own | self.also_rows(person) if self.also_rows else own


def key_in(lookup: str, *others: str, also: Callable[[str], Iterable[str]] | None = None) -> Subject:
    """The column holds the whole key, ``person:…``, or one of those that ``also`` says of a person.

    A row is also the data of whoever stands in one of ``others``.
    """
    return Subject(lookup, others=others, also=also)


def uuid_in(lookup: str, *, also_rows: Callable[[str], Q] | None = None) -> Subject:
    """The column holds the identifier that follows ``person:`` in the key: ``uuid_in("person__uuid")``.

    ``also_rows`` says which further rows are theirs.
    """
    return Subject(lookup, holds_uuid=True, also_rows=also_rows)


def nobody_known(because: Any) -> Subject:
    """Nothing in a row leads to a person; ``because`` says why, lazily translated."""
    return Subject("", why_nobody=because)
