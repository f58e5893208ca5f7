"""Database columns for texts in several languages and for typed parts of a record."""

import json
from types import GenericAlias
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from pydantic import TypeAdapter

from zenne.core.languages.texts import Translated


class TranslatedField(models.JSONField):
    """A ``Translated`` in one JSON column: a further language needs no migration."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": Translated, "blank": True, **kwargs})

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Translated:
        return Translated(super().from_db_value(value, expression, connection) or ())

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        plain = value.pairs() if isinstance(value, Translated) else value
        return super().get_db_prep_value(plain, connection, prepared)


class PartsField(models.JSONField):
    """A tuple of frozen dataclasses in one JSON column: parts without an identity outside their record."""

    def __init__(self, part: type[Any] | None = None, *args: Any, **kwargs: Any) -> None:
        # Migrations build the field without its part: there it only stands for a JSON column.
        parts: Any = GenericAlias(tuple, (part or dict[str, Any], ...))
        self.adapter = TypeAdapter[tuple[Any, ...]](parts)
        super().__init__(*args, **{"default": tuple, "blank": True, **kwargs})

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> tuple[Any, ...]:
        if value is None:  # of a row that an outer join did not find
            return ()
        return self.adapter.validate_json(value if isinstance(value, str | bytes) else json.dumps(value))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if isinstance(value, tuple):
            value = self.adapter.dump_python(value, mode="json")
        return super().get_db_prep_value(value, connection, prepared)
