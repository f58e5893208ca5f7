"""What processes beside a test run with."""

import os
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from tests.filled import CLONE, MIGRATE, copy_filled


def tables_beside(folder: Path) -> None:
    """Put a database with all tables into the folder, unless it is the test's own, which has them."""
    if connection.vendor == "sqlite":
        copy_filled(folder / "zenne.sqlite3", MIGRATE)


def variables_beside(folder: Path) -> dict[str, str]:
    """An installation in a folder; its database is a file there, or the test's own when that is PostgreSQL."""
    return os.environ | {
        "ZENNE_DATA_FOLDER": str(folder),
        "ZENNE_DATABASE_URL": address_of_the_test() if connection.vendor == "postgresql" else "",
        "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
        "PYTHONPATH": f"{CLONE / 'src'}{os.pathsep}{CLONE}",
    }


def address_of_the_test() -> str:
    """Where the database of the running test is, in the form of the setting."""
    settings = connection.settings_dict
    user = ":".join(quote(settings[part], safe="") for part in ("USER", "PASSWORD") if settings[part])
    host = ":".join(str(settings[part]) for part in ("HOST", "PORT") if settings[part])
    return f"postgresql://{user}@{host}/{settings['NAME']}"
