"""Members of staff for tests."""

from collections.abc import Iterable
from itertools import count

from zenne.catalogue.public import Branch, PublicService
from zenne.workforce.models import Competence, StaffMember

NUMBERS = count(1)


def make_member(
    branch: Branch, *, services: Iterable[PublicService] = (), languages: Iterable[str] = ("nl", "fr"), key: str = ""
) -> StaffMember:
    """A member of staff of a branch who knows these services."""
    key = key or f"member-{next(NUMBERS)}"
    member = StaffMember.objects.create(key=key, name=key.title(), branch=branch, languages=list(languages))
    Competence.objects.bulk_create([Competence(member=member, service=service) for service in services])
    return member
