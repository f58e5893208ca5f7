"""Members of staff and a small city for tests."""

from collections.abc import Iterable
from itertools import count

from zenne.catalogue.public import Branch, PublicOrganisation, PublicService, Topic
from zenne.core.content.public import announce_change
from zenne.core.languages.public import Translated
from zenne.workforce.models import Competence, StaffMember

NUMBERS = count(1)


def text(words: str) -> Translated:
    return Translated({"en": words, "nl": f"{words} (nl)"})


def make_member(
    branch: Branch, *, services: Iterable[PublicService] = (), languages: Iterable[str] = ("nl", "fr"), key: str = ""
) -> StaffMember:
    """A member of staff of a branch who knows these services."""
    key = key or f"member-{next(NUMBERS)}"
    member = StaffMember.objects.create(key=key, name=key.title(), branch=branch, languages=list(languages))
    Competence.objects.bulk_create([Competence(member=member, service=service) for service in services])
    return member


def make_branch(slug: str = "centre") -> Branch:
    branch = Branch.objects.create(
        slug=slug, kind=Branch.Kind.BRANCH, name=text(slug.title()), street=text("Street"), locality=text("Brussels"),
        number="1", postcode="1000", latitude=50.85, longitude=4.35, hours="Mo-Su 09:00-17:00", desks=3,
        languages=["nl", "fr"],
    )  # fmt: skip
    announce_change()
    return branch


def make_service(slug: str, *, owner: str = "population") -> PublicService:
    """A service that people come to a counter for."""
    topic, _ = Topic.objects.get_or_create(key="identity", defaults={"name": text("Identity"), "icon": "id-card"})
    organisation, _ = PublicOrganisation.objects.get_or_create(key=owner, defaults={"name": text(owner.title())})
    name = text(slug.title())
    service = PublicService.objects.create(
        slug=slug, topic=topic, organisation=organisation, name=name, summary=name,
        channels=[{"kind": "counter", "note": [], "minutes": 15}],
    )  # fmt: skip
    announce_change()
    return service
