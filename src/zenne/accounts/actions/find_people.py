"""Search for people."""

from django.db import transaction
from django.db.models import Q

from zenne.accounts.models import Person
from zenne.accounts.permissions import FIND_PERSON
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record

MOST = 100
SHORTEST = 2


@transaction.atomic
@needs(FIND_PERSON)
def find_people(*, asker: Asker, words: str) -> list[Person]:
    """People whose name or address has every word in it, at most a hundred, by name. The search is written down,
    without its words: they may be a name."""
    wanted = [word for word in words.split() if len(word) >= SHORTEST][:6]
    if not wanted:
        return []
    condition = Q()
    for word in wanted:
        condition &= Q(name__icontains=word) | Q(email__icontains=word)
    found = list(Person.objects.filter(condition).order_by("name", "pk")[:MOST])
    record(asker=asker, action="accounts.find-people", details={"found": len(found)})
    return found
