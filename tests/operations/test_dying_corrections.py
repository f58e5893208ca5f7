"""A correction of columns whose process is killed leaves readers the version before, and its load can begin again."""

from pathlib import Path

import pytest

from tests.operations.dying_loads import BEFORE, CLEARED, PREPARE, begin, clear, kill_where_it_hangs, seen
from tests.operations.installation import installation

CORRECT = """
from dataclasses import replace
from django.utils import timezone
from zenne.dataportal.actions import correct_columns
from zenne.dataportal.ingest import remaking
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.corrections import Correction

current = Version.objects.select_related("schema", "table").get(ended_at=None)
definition = current.schema.definition
columns = tuple(replace(each, type=ColumnType.NUMBER) if each.name == "age" else each for each in definition.columns)
correction = Correction(replace(definition, columns=columns), current.schema.number)
load, _ = Load.objects.get_or_create(
    table=current.table, way="correct", defaults=dict(name="trees", correction=correction, asked_at=timezone.now())
)

def correct():
    correct_columns.correct_columns(asker=SYSTEM, load=load.pk)
"""
HANGS = {
    "before the rows are written": "remaking.Writer.write = hang",
    "after the files are whole": "correct_columns.publish_corrected = hang",
    "before the transaction ends": "correct_columns.record = hang",
}


@pytest.mark.slow
def test_a_killed_correction_leaves_the_version_before_and_can_begin_again(tmp_path: Path) -> None:
    with installation(tmp_path / "data") as place:
        begin(place)
        for hang in HANGS.values():
            kill_where_it_hangs(place, f"{PREPARE}{CORRECT}\n{hang}\ncorrect()")
            assert seen(place) == BEFORE
        place.told(f"{PREPARE}{CORRECT}\ncorrect()\ncorrect()")
        assert seen(place) == "5000 5000 5000.0"
        assert clear(place) == CLEARED
