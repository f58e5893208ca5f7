"""Who can help with what."""

from collections.abc import Collection

from zenne.core.access.public import internal
from zenne.workforce.models import StaffMember


@internal
def able_staff(*, service: int, language: str = "", branches: Collection[int] = ()) -> set[int]:
    """The numbers of those who can help with a service, in a language if one is given. One query."""
    able = StaffMember.objects.filter(competences__service_id=service, left_at=None)
    if branches:
        able = able.filter(branch_id__in=branches)
    rows = able.values_list("pk", "languages")
    return {number for number, languages in rows if not language or language in languages}
