"""Erase rows as their declaration says, some at a time."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from zenne.core.personal_data.public import Blank, Delete

ROWS_AT_ONCE: Final = 500


def erase(rows: QuerySet[Model], how: Delete | Blank) -> int:
    """Delete or blank some rows, and return how many there were. What hangs on them goes as their models say."""
    if isinstance(how, Blank):
        return rows.update(**how.values)
    count = rows.count()
    rows.delete()
    return count


def still_to_do(rows: QuerySet[Model], how: Delete | Blank) -> QuerySet[Model]:
    """The rows on which erasing would change something: those that are blank already are left out."""
    return rows.exclude(blank(how.values)) if isinstance(how, Blank) else rows


def blank(values: Any) -> Q:
    wanted = Q()
    for column, value in values.items():
        wanted &= Q(**({f"{column}__isnull": True} if value is None else {column: value}))
    return wanted


def in_batches(rows: QuerySet[Model], how: Delete | Blank, *, after_each: Callable[[int], object]) -> Iterator[int]:
    """Erase all rows, some at a time, each batch in a transaction of its own; yields how many each one erased.

    ``after_each`` is called in the transaction with that number.
    """
    while True:
        with transaction.atomic():
            keys = list(still_to_do(rows, how).order_by("pk").values_list("pk", flat=True)[:ROWS_AT_ONCE])
            if not keys:
                return
            count = erase(rows.filter(pk__in=keys), how)
            after_each(count)
        if not count:
            return
        yield count
