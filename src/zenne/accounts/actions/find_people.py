"""Search for people."""

from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q

from zenne.accounts.models import Person
from zenne.accounts.permissions import FIND_PERSON
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record, record_each

MOST: Final = 20
SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found, at most twenty; ``is_more`` when there are others, who are not shown."""

    people: tuple[Person, ...] = ()
    is_more: bool = False


@transaction.atomic
@needs(FIND_PERSON)
def find_people(*, asker: Asker, words: str) -> Found:
    """People whose name or address has every word in it, by name.

    Each who is shown is an access that they read on their own page. The words are not written down: they may be a name.
    """
    wanted = [word for word in words.split() if len(word) >= SHORTEST][:6]
    if not wanted:
        return Found()
    condition = Q()
    for word in wanted:
        condition &= Q(name__icontains=word) | Q(email__icontains=word)
    rows = list(Person.objects.filter(condition).order_by("name", "pk")[: MOST + 1])
    found = Found(tuple(rows[:MOST]), is_more=len(rows) > MOST)
    record_each(asker=asker, action="accounts.see-in-search", about=[person.key for person in found.people])
    if not found.people:
        record(asker=asker, action="accounts.find-people", details={"found": 0})
    return found
