"""The tests of the API read the demo city, loaded once for each file and taken away after it; one data set is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from tests.api.counters import staff_a_desk
from zenne.catalogue.public import load_city
from zenne.dataportal.actions.refresh_dataset import refresh_dataset

CITIES = Path(__file__).parents[2] / "cities"


@pytest.fixture(scope="module")
def city_folder() -> str:
    """The city that a file of tests reads; a file may name another."""
    return "brussels"


@pytest.fixture(scope="module", autouse=True)
def loaded_city(django_db_setup: None, django_db_blocker: DjangoDbBlocker, city_folder: str) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_city(CITIES / city_folder)
        refresh_dataset("branches", at=timezone.now())
        if city_folder == "brussels":
            staff_a_desk()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def one_connection() -> Iterator[None]:
    """The end of a request must not close the connection whose transaction holds the city."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def database(db: None) -> None:
    """Every test here reads the database."""
