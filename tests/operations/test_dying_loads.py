"""A load whose process is killed leaves readers the version before, and loading again works: a real SIGKILL."""

import random
import time
from pathlib import Path

import pytest

from tests.operations.dying_loads import (
    BEFORE,
    CLEARED,
    NEW,
    PREPARE,
    begin,
    clear,
    kill_where_it_hangs,
    seen,
    wait_until_said,
    write_rows,
)
from tests.operations.installation import installation

HANGS = {
    "while the file is read": "staging.Stage.end = hang",
    "before the rows are written": "making.Writer.write = hang",
    "after the files are whole": "process_load.publish = hang",
    "before the transaction ends": "process_load.record = hang",
}
AFTER = {"replace": "7500 7500 15000", "upsert": "10000 10000 17500"}


@pytest.mark.slow
@pytest.mark.parametrize("way", AFTER)
def test_a_killed_load_leaves_the_version_before_and_the_next_one_works(tmp_path: Path, way: str) -> None:
    with installation(tmp_path / "data") as place:
        begin(place)
        new = write_rows(place.folder, NEW, 2_500, 10_000, 2)
        for hang in HANGS.values():
            kill_where_it_hangs(place, f"{PREPARE}\n{hang}\nload({str(new)!r}, {way!r})")
            assert seen(place) == BEFORE
        place.told(f"{PREPARE}\nload({str(new)!r}, {way!r})")
        assert seen(place) == AFTER[way]
        assert clear(place) == CLEARED


@pytest.mark.slow
def test_a_load_that_is_killed_at_any_moment_leaves_one_whole_version(tmp_path: Path) -> None:
    after = "100000 100000 200000"
    with installation(tmp_path / "data") as place:
        begin(place)
        new = write_rows(place.folder, NEW, 0, 100_000, 2)
        program = f"{PREPARE}\nprint('begun', flush=True)\nload({str(new)!r}, 'upsert')\n"
        for _ in range(4):
            with place.start(program) as dying:
                wait_until_said(dying, "begun\n")
                time.sleep(random.uniform(0, 1.5))  # noqa: S311 - any moment
            assert seen(place) in {BEFORE, after}
        place.told(f"{PREPARE}\nload({str(new)!r}, 'upsert')")
        assert seen(place) == after
        assert clear(place) == CLEARED
