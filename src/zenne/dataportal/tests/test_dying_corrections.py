"""A correction of columns whose process is killed leaves readers the version before, and its load can begin again."""

import subprocess
import sys
from pathlib import Path

import pytest

from zenne.dataportal.tests.test_dying_loads import CLEAR, PREPARE, TELL, begin, run

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
@pytest.mark.django_db(transaction=True)
def test_a_killed_correction_leaves_the_version_before_and_can_begin_again(tmp_path: Path) -> None:
    variables, _new = begin(tmp_path)
    prepare = PREPARE.replace("{way!r}", "''") + CORRECT
    for hang in HANGS.values():
        with subprocess.Popen(
            [sys.executable, "-c", f"{prepare}\n{hang}\ncorrect()\n"], env=variables, stdout=subprocess.PIPE, text=True
        ) as dying:
            assert dying.stdout is not None
            assert dying.stdout.readline() == "here\n"
            dying.kill()
        assert run(TELL.replace("{way!r}", "''"), variables) == "20000 20000 20000\n"
    run(f"{prepare}\ncorrect()\ncorrect()\n", variables)
    assert run(TELL.replace("{way!r}", "''"), variables) == "20000 20000 20000.0\n"
    assert run(CLEAR.replace("{way!r}", "''"), variables) == "True 0\n"
