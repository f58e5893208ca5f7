"""A log of its own for each test that commits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from zenne.core.audit.tests.builders import empty_log


@pytest.fixture(autouse=True)
def own_data_folder(settings: Settings, tmp_path: Path) -> None:
    """Checkpoints are also written into a file."""
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def own_log(transactional_db: None) -> Iterator[None]:
    """An empty log, and an empty one afterwards."""
    empty_log()
    yield
    empty_log()
