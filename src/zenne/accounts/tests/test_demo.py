"""Demo identities exist in a demonstration and nowhere else."""

import pytest
from django.core.checks import run_checks
from django.http import HttpRequest
from django.test import Client
from pytest_django.fixtures import Settings

from zenne.accounts.actions.sign_in_demo import NoDemonstration, demo_person, sign_in_demo
from zenne.accounts.askers import roles_of
from zenne.accounts.demo import DEMO_IDENTITIES
from zenne.accounts.models import Person
from zenne.accounts.urls import routes

pytestmark = pytest.mark.django_db


def names(*, demo: bool) -> set[str | None]:
    return {route.name for route in routes(demo=demo)}


def test_the_addresses_exist_only_in_a_demonstration(client: Client) -> None:
    assert names(demo=True) - names(demo=False) == {"demo-sign-in"}
    assert client.post("/en/sign-in/demo/resident/").status_code == 404
    assert "Amina" not in client.get("/en/sign-in/").content.decode()


def test_the_action_refuses_elsewhere() -> None:
    with pytest.raises(NoDemonstration):
        sign_in_demo(HttpRequest(), identity=DEMO_IDENTITIES["desk-worker"])
    assert not Person.objects.exists()


def test_each_identity_has_its_roles_and_is_made_once() -> None:
    for _again in range(2):
        found = {key: roles_of(demo_person(identity)) for key, identity in DEMO_IDENTITIES.items()}
    assert found == {
        "resident": {"resident"},
        "desk-worker": {"resident", "desk-worker", "team"},
        "data-steward": {"resident", "data-steward"},
    }
    assert Person.objects.count() == 3


def test_production_must_not_be_a_demonstration(settings: Settings) -> None:
    settings.DEMO = True
    assert "accounts.E001" in {found.id for found in run_checks(include_deployment_checks=True)}
    settings.DEMO = False
    assert "accounts.E001" not in {found.id for found in run_checks(include_deployment_checks=True)}
