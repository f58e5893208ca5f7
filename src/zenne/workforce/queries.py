"""Who can help with what, and who works where."""

from collections import Counter
from collections.abc import Collection

from zenne.accounts.public import Team
from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, for_everybody, internal, needs
from zenne.workforce.models import Competence, StaffMember
from zenne.workforce.permissions import MANAGE_STAFF


@internal
def able_staff(*, service: int, language: str = "", branches: Collection[int] = ()) -> set[int]:
    """The numbers of those who can help with a service, in a language if one is given. One query."""
    able = StaffMember.objects.filter(competences__service_id=service, left_at=None)
    if branches:
        able = able.filter(branch_id__in=branches)
    rows = able.values_list("pk", "languages")
    return {number for number, languages in rows if not language or language in languages}


@internal
def known_services(members: Collection[int]) -> dict[int, set[int]]:
    """The numbers of the services that some members of staff know, by their number. One query."""
    found: dict[int, set[int]] = {}
    rows = Competence.objects.filter(member__in=members).values_list("member_id", "service_id")
    for member, service in rows:
        found.setdefault(member, set()).add(service)
    return found


@internal
def languages_of(asker: Asker) -> list[str]:
    """The codes of the languages in which the asker helps people; none where that is not known. One query."""
    uuid = asker.key.removeprefix("person:")
    if uuid == asker.key:
        return []
    rows = StaffMember.objects.filter(person__uuid=uuid, left_at=None).values_list("languages", flat=True)
    return list(next(iter(rows), []))


@needs(MANAGE_STAFF)
def colleagues_at(*, asker: Asker, branch: Branch) -> list[StaffMember]:
    """Who works at a branch, by name. One query."""
    return list(StaffMember.objects.filter(branch=branch, left_at=None).select_related("team").order_by("name", "key"))


@needs(MANAGE_STAFF)
def colleagues_who_left(*, asker: Asker, branch: Branch) -> list[StaffMember]:
    """Who worked at a branch and left within the year that it is kept, the last first. One query."""
    return list(StaffMember.objects.filter(branch=branch).exclude(left_at=None).order_by("-left_at", "key"))


@needs(MANAGE_STAFF)
def colleague_named(*, asker: Asker, key: str) -> StaffMember | None:
    """The colleague with a key, also one who left."""
    return StaffMember.objects.select_related("branch", "team", "person").filter(key=key).first()


@needs(MANAGE_STAFF)
def services_of_colleagues(*, asker: Asker, members: Collection[int]) -> dict[int, set[int]]:
    """The numbers of the services that colleagues know, by their number."""
    return known_services(members)


@needs(MANAGE_STAFF)
def how_many_where(*, asker: Asker) -> Counter[int]:
    """How many work at each branch, by its number."""
    return Counter(StaffMember.objects.filter(left_at=None).values_list("branch_id", flat=True))


@needs(MANAGE_STAFF)
def own_branch(*, asker: Asker) -> int | None:
    """The number of the branch where the asker works."""
    uuid = asker.key.removeprefix("person:")
    if uuid == asker.key:
        return None
    return StaffMember.objects.filter(person__uuid=uuid, left_at=None).values_list("branch_id", flat=True).first()


@for_everybody
def teams_to_choose() -> list[Team]:
    """All teams: they are those of the departments."""
    return list(Team.objects.all())
