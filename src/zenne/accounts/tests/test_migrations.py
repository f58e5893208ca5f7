"""Steps of the tables, taken with the data that installations have."""

from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = "0003_sessions_of_providers", "0005_no_team_of_a_role"


def at(step: str) -> Apps:
    """The tables of accounts as of a step; what other modules built upon later ones goes with them."""
    executor = MigrationExecutor(connection)
    executor.migrate([("accounts", step)])
    return executor.loader.project_state([("accounts", step)]).apps


@pytest.mark.any_database  # taken on both databases when it was new; going back takes seven seconds
@pytest.mark.django_db(transaction=True)
def test_roles_within_teams_become_what_they_were_worth_roles_for_the_whole_city() -> None:
    try:
        apps = at(BEFORE)
        person = apps.get_model("accounts", "Person").objects.create(name="Ada")
        teams = [apps.get_model("accounts", "Team").objects.create(key=key, name={}) for key in ("a", "b")]
        grants: Any = apps.get_model("accounts", "RoleGrant").objects
        for role, team in (
            ("partner", teams[0]),
            ("partner", teams[1]),
            ("desk-worker", None),
            ("desk-worker", teams[0]),
        ):
            grants.create(person=person, role=role, team=team, granted_by="system")
        held = at(AFTER).get_model("accounts", "RoleGrant").objects.values_list("role", flat=True)
        assert sorted(held) == ["desk-worker", "partner"]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
