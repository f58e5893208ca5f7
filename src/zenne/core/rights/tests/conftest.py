"""What every test of the rights of people begins with."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def own_data_folder(settings: Settings, tmp_path: Path) -> None:
    """Erasure signs the audit log, also into a file, and the log of another test has another hash."""
    settings.DATA_FOLDER = tmp_path
