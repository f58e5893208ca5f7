"""The invented staff of a demonstration: one for nearly every desk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from zenne.accounts.public import DEMO_IDENTITIES, demo_person
from zenne.catalogue.public import Branch, Offering
from zenne.counters.capacity.models import Desk, VisitType
from zenne.workforce.public import Competence, StaffMember

FIRST_NAMES: Final = ("Ana", "Bart", "Chloé", "Dries", "Elif", "Farid", "Greet", "Hugo", "Ines", "Joris", "Karima")
LAST_NAMES: Final = ("Aerts", "Bakkali", "Collard", "Demir", "Evrard", "Fierens", "Gómez")
DESKS_PER_EMPTY_ONE: Final = 8
FEW: Final = 2
"""Where so few work, everybody knows everything."""
SIGNS_IN: Final = "desk-worker"
"""The demo identity that works at the first desk."""


@dataclass(frozen=True, slots=True)
class Post:
    """A member of staff at a desk. ``number`` counts from 0 at each branch; ``visits`` is what they can help with."""

    number: int
    branch: Branch
    desk: Desk
    member: StaffMember
    visits: tuple[VisitType, ...]


def bring_staff() -> list[Post]:
    """Everybody at their desk; who is missing is made, and learns what is new."""
    kept = dict(StaffMember.objects.filter(key__startswith="demo-").values_list("key", "pk"))
    places = list(places_of_staff())
    offered = visits_by_branch()
    posts = [
        Post(number, branch, desk, a_member(each, number, branch, kept), known(offered.get(branch.pk, []), number, few))
        for each, (number, branch, desk, few) in enumerate(places)
    ]
    StaffMember.objects.bulk_create([post.member for post in posts if post.member.pk is None])
    Competence.objects.bulk_create(
        (Competence(member=post.member, service_id=service) for post in posts for service in services_of(post)),
        ignore_conflicts=True,
    )
    let_somebody_sign_in(posts)
    return posts


def places_of_staff() -> Iterator[tuple[int, Branch, Desk, bool]]:
    """Number, branch and desk of each, and whether few work there."""
    for branch in Branch.objects.filter(retired_at=None):
        desks = list(Desk.objects.filter(branch=branch, retired_at=None).order_by("number"))
        staffed = desks[: len(desks) - len(desks) // DESKS_PER_EMPTY_ONE]
        for number, desk in enumerate(staffed):
            yield number, branch, desk, len(staffed) <= FEW


def visits_by_branch() -> dict[int, list[VisitType]]:
    """What people can come for at each branch, in a fixed order."""
    visits: dict[int, list[VisitType]] = {}
    for visit in VisitType.objects.filter(retired_at=None).order_by("service__slug", "step"):
        visits.setdefault(visit.service_id, []).append(visit)
    offered: dict[int, list[VisitType]] = {}
    for branch, service in Offering.objects.order_by("service__slug").values_list("branch_id", "service_id"):
        offered.setdefault(branch, []).extend(visits.get(service, []))
    return offered


def a_member(each: int, number: int, branch: Branch, kept: dict[str, int]) -> StaffMember:
    """Names and languages follow from the number, so that they are the same at each start."""
    key = f"demo-{branch.slug}-{number + 1}"
    name = f"{FIRST_NAMES[each % len(FIRST_NAMES)]} {LAST_NAMES[each % len(LAST_NAMES)]}"
    return StaffMember(pk=kept.get(key), key=key, name=name, branch=branch, languages=spoken(branch.languages, number))


def spoken(languages: Sequence[str], number: int) -> list[str]:
    """Mostly both of the first two languages of the branch, and one or two of the others."""
    first, others = languages[:2], languages[2:]
    both = first if number % 4 else first[number // 4 % 2 :][:1]
    turn = others[number % len(others)] if others else ""
    return sorted({*both, *others[: (number + 1) % 2], turn} - {""})


def known(visits: Sequence[VisitType], number: int, few: bool) -> tuple[VisitType, ...]:
    """Two services of three, and everything that needs a certain desk."""
    services = sorted({visit.service_id for visit in visits})
    own = {service for at, service in enumerate(services) if few or (at + number) % 3}
    own |= {visit.service_id for visit in visits if visit.equipment}
    return tuple(visit for visit in visits if visit.service_id in own)


def services_of(post: Post) -> set[int]:
    return {visit.service_id for visit in post.visits}


def let_somebody_sign_in(posts: Sequence[Post]) -> None:
    """The first member of staff is the desk worker as whom people look around, unless they work somewhere already."""
    person = demo_person(DEMO_IDENTITIES[SIGNS_IN])
    if posts and not StaffMember.objects.filter(person=person).exists():
        StaffMember.objects.filter(key=posts[0].member.key).update(person=person, name=person.name)
