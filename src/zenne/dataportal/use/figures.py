"""How often the tables of a data set were used lately: figures, and nobody in them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Sum

from zenne.dataportal.models import Dataset, Use

DAYS_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class UseOfTable:
    """How often a table was used in some days: ``kinds`` has a number for each kind, the most frequent first."""

    table: str
    kinds: list[tuple[str, int]]
    days: list[tuple[date, int]]


def use_of(dataset: Dataset, *, today: date) -> list[UseOfTable]:
    """The use of each table in the last days; tables that nobody used are left out. Two queries."""
    lately = Use.objects.filter(table__dataset=dataset, day__gt=today - timedelta(days=DAYS_SHOWN)).order_by()
    by_kind = lately.values_list("table__name", "kind").annotate(uses=Sum("count")).order_by("table__name", "-uses")
    by_day = lately.values_list("table__name", "day").annotate(uses=Sum("count")).order_by("table__name", "-day")
    found = {name: UseOfTable(name, [], []) for name, _kind, _count in by_kind}
    for name, kind, count in by_kind:
        found[name].kinds.append((kind, count))
    for name, day, count in by_day:
        found[name].days.append((day, count))
    return list(found.values())
