"""What every test of the portal begins with."""

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> None:
    """A page that another test asked for in Dutch leaves that language behind."""
    translation.activate(settings.LANGUAGE_CODE)
