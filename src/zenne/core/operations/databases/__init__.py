"""The database as a whole: copied while it is in use, replaced while it is not."""

from types import ModuleType

from django.apps import apps
from django.db import connection

from zenne.core.operations.databases import postgresql, sqlite

OWN_MODULES = "zenne."


def engine() -> ModuleType:
    """What copies and replaces this installation's database."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def has_data() -> bool:
    """Whether any table of this software has a row."""
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model.__module__.startswith(OWN_MODULES)]
    return any(model._default_manager.exists() for model in models if model._meta.db_table in tables)  # noqa: SLF001
