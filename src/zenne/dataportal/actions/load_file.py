"""Load a file into a table and publish it, while somebody waits."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.languages.public import Translated
from zenne.dataportal.actions.process_load import process_load
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.models import LONGEST_SHEET, Dataset, Load, Table, Version
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.descriptions import readable_title
from zenne.dataportal.rules.names import is_free_name, plain_name, plain_slug
from zenne.dataportal.rules.policies import Level

LONGEST_FILE_NAME: Final = 255


@needs(MANAGE_DATA)
def load_file(  # noqa: PLR0913 - what a steward may say of a file
    *,
    asker: Asker,
    path: Path,
    dataset: str = "",
    table: str = "",
    level: Level | None = None,
    way: str = Load.Way.REPLACE,
    key: tuple[str, ...] = (),
    sheet: str = "",
    progress: Callable[[int], None] | None = None,
) -> Version:
    """Load a file; the data set and the table are made when there are none. What fits is published at once.

    Args:
        dataset, table: names in addresses; from the name of the file when they are empty.
        level: who may see the data set; public for a new one when it is not said.
        way: one of ``Load.Way``.
        key: columns that become the key of the table.
        sheet: of a workbook, the one that is wanted; the first with a table when it is not said.
        progress: hears how many bytes of the file were read.

    Raises:
        CannotLoad: nothing was published and nothing changed.
    """
    if not path.is_file():
        raise CannotLoad("no-file", path=str(path))
    name = plain_slug(dataset or path.stem) or "data"
    if not is_free_name(name):
        raise CannotLoad("reserved-name", dataset=name)
    where = plain_name(table or path.stem.split(".")[0]) or "data"
    load, made = begin(Wanted(path, name, where, level, way, sheet), asker=asker)
    try:
        return process_load(asker=asker, load=load.pk, path=path, key=key, progress=progress)
    except BaseException:
        end_stopped(load)
        # What was only made for this file goes again: an empty data set would stand among those of the city.
        for each in made:
            each.delete()
        raise


def end_stopped(load: Load) -> None:
    """Whoever stops the program leaves no load that seems to go on."""
    Load.objects.filter(pk=load.pk, ended_at=None).update(
        state=Load.State.FAILED, problem="stopped", ended_at=timezone.now()
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file and where it goes."""

    path: Path
    dataset: str
    table: str
    level: Level | None
    way: str
    sheet: str


@transaction.atomic
def begin(wanted: Wanted, *, asker: Asker) -> tuple[Load, list[Dataset | Table]]:
    """Write down what is going to be loaded. Returns also what was made for it."""
    now, level = timezone.now(), wanted.level
    title = Translated({settings.LANGUAGE_CODE: readable_title(wanted.dataset)}.items())
    dataset, is_new_set = Dataset.objects.get_or_create(
        slug=wanted.dataset,
        defaults={"title": title, "level": level or Level.PUBLIC, "created_at": now, "changed_at": now},
    )
    if level is not None and dataset.level != level:
        raise CannotLoad("other-level", dataset=dataset.slug, level=dataset.level)
    table_title = Translated({settings.LANGUAGE_CODE: readable_title(wanted.table)}.items())
    table, is_new_table = Table.objects.get_or_create(
        dataset=dataset, name=wanted.table, defaults={"title": table_title}
    )
    if is_new_set:
        record(asker=asker, action="data.create-dataset", thing=dataset.slug, details={"level": dataset.level})
    load = Load.objects.create(
        table=table,
        way=wanted.way,
        sheet=wanted.sheet[:LONGEST_SHEET],
        name=wanted.path.name[-LONGEST_FILE_NAME:],
        bytes=wanted.path.stat().st_size,
        asked_by=asker.key,
        asked_at=now,
    )
    made: list[Dataset | Table] = [dataset] if is_new_set else [table] if is_new_table else []
    return load, made
