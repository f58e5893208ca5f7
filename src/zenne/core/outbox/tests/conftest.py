"""The templates of the tests, the data folder of each test, no mail server unless a test has one."""

from pathlib import Path
from typing import Any

import pytest
from django.template import engines

from zenne.core.outbox.tests.builders import TEMPLATES


@pytest.fixture(autouse=True)
def _own_templates_and_folder(settings: Any, tmp_path: Path) -> None:
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [TEMPLATES]}]
    settings.DATA_FOLDER = tmp_path
    settings.MAIL_URL = ""
    settings.WEBHOOKS_INSIDE = True
    settings.BASE_URL = "https://city.example"
    engines.__dict__.pop("templates", None)
