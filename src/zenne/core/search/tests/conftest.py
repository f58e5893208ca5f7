"""The languages of the demo, whatever the interface is translated into."""

import pytest
from pytest_django.fixtures import Settings

FOUR_LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English"), ("de", "Deutsch")]


@pytest.fixture(autouse=True)
def four_languages(settings: Settings) -> None:
    settings.LANGUAGES = FOUR_LANGUAGES
