"""Small clones for the tests of the launcher."""

import os
from pathlib import Path

import pytest

from tests.launcher.small_project import bare_project, installed_project
from zenne.launcher.project import Project


@pytest.fixture(autouse=True)
def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What steers this test run does not steer the small clones."""
    for name in os.environ:
        if name.startswith("ZENNE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def bare(tmp_path: Path) -> Project:
    return bare_project(tmp_path / "clone")


@pytest.fixture
def installed(tmp_path: Path) -> Project:
    return installed_project(tmp_path / "clone")
