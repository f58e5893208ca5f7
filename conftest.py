"""What every test begins with, beside the code and under tests/."""

from itertools import count

import pytest
from django.utils import translation
from pytest_django.fixtures import Settings

NUMBERS = count()


@pytest.fixture(autouse=True)
def no_tries_of_other_tests(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nobody has tried anything yet: the limits count in a file of this test."""
    settings.LIMITS_FILE = tmp_path_factory.getbasetemp() / f"limits-{next(NUMBERS)}.sqlite3"


@pytest.fixture(autouse=True)
def no_language_of_other_tests() -> None:
    """Nobody has chosen a language yet: a request leaves its own behind, and tests run in any order."""
    translation.deactivate()
