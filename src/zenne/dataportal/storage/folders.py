"""Where files lie: what must not be lost among the files that are backed up, the rest beside them."""

from pathlib import Path

from django.conf import settings

from zenne.dataportal.models import Table


def kept_folder() -> Path:
    """The folder of everything that a backup must hold."""
    return Path(settings.FILES_FOLDER) / "data-sets"


def tables_folder() -> Path:
    """The folder with one folder for each table."""
    return kept_folder() / "tables"


def table_folder(table: Table) -> Path:
    """The folder with the parts of a table, of all its versions. It may not be there yet."""
    return tables_folder() / table.folder


def loads_folder() -> Path:
    """The folder of files that were received and are not in a table yet."""
    return kept_folder() / "loads"


def working_files() -> Path:
    """The folder of files that nobody misses when they are gone: drafts, and what the engine puts aside."""
    return Path(settings.DATA_FOLDER) / "portal"


def folders_of_the_engine() -> list[str]:
    """The only folders in which the engine reads and writes. They exist afterwards."""
    folders = (kept_folder(), working_files())
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    return [str(folder) for folder in folders]
