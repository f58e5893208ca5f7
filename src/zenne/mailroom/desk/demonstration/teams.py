"""Who answers letters in a demonstration: somebody in each team that owns a service."""

import uuid
from typing import Final

from zenne.accounts.public import Person, Team, TeamMembership
from zenne.catalogue.public import PublicService
from zenne.core.access.public import SYSTEM, Asker, AskerKind
from zenne.mailroom.answers.permissions import ANSWER_LETTERS

NAMESPACE: Final = uuid.UUID("3c0f5b0e-64a1-4f4e-8f5b-8a1c1f3b7d20")
NAMES: Final = (
    "Sarah Mertens",
    "Karim Benali",
    "Lotte Maes",
    "Pierre Gilson",
    "Aylin Şahin",
    "Tom De Smet",
    "Inès Roland",
)


def colleagues() -> dict[str, Asker]:
    """By the service that they answer for; who is missing is made."""
    services = dict(PublicService.objects.filter(retired_at=None).values_list("slug", "organisation__key"))
    teams = {team.key: team for team in Team.objects.filter(key__in=services.values())}
    of_team = {key: colleague(number, team) for number, (key, team) in enumerate(sorted(teams.items()))}
    return {service: of_team[key] for service, key in services.items() if key in of_team}


def colleague(number: int, team: Team) -> Asker:
    """Somebody who has a place in a team."""
    own = uuid.uuid5(NAMESPACE, team.key)
    person, _ = Person.objects.get_or_create(uuid=own, defaults={"name": NAMES[number % len(NAMES)]})
    TeamMembership.objects.get_or_create(person=person, team=team, defaults={"granted_by": SYSTEM.key})
    return Asker(AskerKind.PERSON, person.key, person.name, permissions=frozenset({ANSWER_LETTERS.code}))
