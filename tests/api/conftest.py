"""The tests of the API read the demo city, loaded once for each file and taken away after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from zenne.catalogue.public import load_city

CITIES = Path(__file__).parents[2] / "cities"


@pytest.fixture(scope="module")
def city_folder() -> str:
    """The city that a file of tests reads; a file may name another."""
    return "brussels"


@pytest.fixture(scope="module", autouse=True)
def loaded_city(django_db_setup: None, django_db_blocker: DjangoDbBlocker, city_folder: str) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_city(CITIES / city_folder)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def database(db: None) -> None:
    """Every test here reads the database."""
