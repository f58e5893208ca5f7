"""Every setting stands in docs/configuration.md as it is."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from pydantic_core import PydanticUndefined

from tests.architecture.tree import PACKAGE, ROOT
from zenne.web.environment import Environment, variable

DOCUMENT = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(ZENNE_\w+)` \| (.+?) \| (.+) \|$", re.MULTILINE)
ROWS = {name: (default, purpose) for name, default, purpose in ROW.findall(DOCUMENT)}
TEST_VARIABLES = {"ZENNE_TEST_DATABASE_URL", "ZENNE_REQUIRE_BROWSER", "ZENNE_REQUIRE_TESTS"}


@pytest.mark.parametrize("field", Environment.model_fields)
def test_a_setting_is_documented_with_its_purpose_and_default(field: str) -> None:
    default, purpose = ROWS[variable(field)]

    assert purpose == Environment.model_fields[field].description
    assert default == shown_default(field)


def shown_default(field: str) -> str:
    value = Environment.model_fields[field].default
    if value is PydanticUndefined:
        return "must be set"
    if value in ("", []):
        return "empty"
    shown = ",".join(value) if isinstance(value, list) else str(value)
    return f"`{shown.removeprefix(f'{ROOT}/').rstrip('/')}`"


def test_clients_of_tests_look_through_no_built_files() -> None:
    """A hundred and sixty of them take each client five times as long as a page."""
    assert not list(Path(settings.STATIC_ROOT).iterdir())


def test_no_setting_is_documented_that_does_not_exist() -> None:
    assert ROWS.keys() <= {variable(field) for field in Environment.model_fields} | TEST_VARIABLES


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if re.search(r"os\.environ(?!\.setdefault)|os\.getenv", file.read_text(encoding="utf-8"))
        and not {"launcher", "tests"} & set(file.parts)
    }

    assert not readers
