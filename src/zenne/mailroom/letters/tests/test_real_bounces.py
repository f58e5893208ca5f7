"""Reports of real mail servers, which follow the standards more or less."""

from pathlib import Path
from typing import Final

import pytest

from zenne.mailroom.rules.kinds import Kind, kind_of
from zenne.mailroom.rules.parsing import read_message

FOLDER: Final = Path(__file__).parents[6] / "shared" / "data" / "mail" / "bounces"
KINDS: Final = {"arf": Kind.ABUSE_REPORT, "rfc3834": Kind.AUTO_REPLY}
"""By how the file is called; all others are bounces."""


def test_each_of_them_is_known_for_what_it_is() -> None:
    files = sorted(FOLDER.glob("*.eml"))
    if not files:
        pytest.skip("needs the bounces of the shared data, which are not on this machine")

    found = {file.name: kind_of(read_message(file.read_bytes())) for file in files}

    assert found == {file.name: KINDS.get(file.name.partition("-")[0], Kind.BOUNCE) for file in files}
    assert len(found) == 62
