"""Where files lie below ``<data folder>/portal``: ``tables/<id>`` has the parts, ``loads`` what was received."""

from pathlib import Path

from django.conf import settings

from zenne.dataportal.models import Table


def portal_folder() -> Path:
    """The folder of all files of the portal."""
    return Path(settings.DATA_FOLDER) / "portal"


def table_folder(table: Table) -> Path:
    """The folder with the parts of a table, of all its versions. It may not be there yet."""
    return portal_folder() / "tables" / str(table.pk)


def loads_folder() -> Path:
    """The folder of files that were received and are not in a table yet."""
    return portal_folder() / "loads"
