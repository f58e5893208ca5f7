"""Teams come from the departments of the city, and places in them from people."""

import pytest

from zenne.accounts.askers import roles_of
from zenne.accounts.models import Team, TeamMembership
from zenne.accounts.public import keep_teams
from zenne.accounts.tests.builders import a_person, signed_in
from zenne.core.audit.public import AuditRecord
from zenne.core.languages.public import Translated

pytestmark = pytest.mark.django_db
POPULATION = Translated((("nl", "Bevolking"), ("fr", "Population")))
MOBILITY = Translated((("nl", "Mobiliteit"), ("fr", "Mobilité")))


def test_a_team_of_a_department_can_be_joined_and_gives_its_role_without_a_demonstration() -> None:
    keep_teams(departments={"population": POPULATION, "mobility": MOBILITY})
    ada = a_person("Ada", email="ada@example.org")
    office = signed_in(a_person("Root", roles=("administrator",)))
    assert "Bevolking" in office.get("/nl/staff/roles/").content.decode()
    office.post("/nl/staff/roles/", {"who": "ada@example.org", "role": "team:population"})
    assert "team" in roles_of(ada)
    assert signed_in(ada).get("/nl/staff/translations/").status_code == 200


def test_a_team_keeps_its_places_when_the_department_gets_another_name() -> None:
    keep_teams(departments={"population": MOBILITY})
    TeamMembership.objects.create(person=a_person(), team=Team.objects.get(), granted_by="system")
    keep_teams(departments={"population": POPULATION})
    assert Team.objects.get().name == POPULATION
    assert TeamMembership.objects.count() == 1


def test_a_team_without_a_department_goes_once_nobody_has_a_place_in_it() -> None:
    keep_teams(departments={"population": POPULATION, "mobility": MOBILITY})
    place = TeamMembership.objects.create(person=a_person(), team=Team.objects.get(key="mobility"), granted_by="x")
    keep_teams(departments={"population": POPULATION})
    assert Team.objects.filter(key="mobility").exists()
    place.delete()
    keep_teams(departments={"population": POPULATION})
    assert [team.key for team in Team.objects.all()] == ["population"]
    assert [row.action for row in AuditRecord.objects.filter(thing="team:mobility").order_by("pk")] == [
        "accounts.make-team",
        "accounts.remove-team",
    ]


def test_the_same_departments_again_change_nothing() -> None:
    keep_teams(departments={"population": POPULATION})
    before = AuditRecord.objects.count()
    keep_teams(departments={"population": POPULATION})
    assert AuditRecord.objects.count() == before
