"""A database column for one typed value of ``rules``."""

import json
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from pydantic import TypeAdapter


class ValueField(models.JSONField):
    """A frozen dataclass in one JSON column."""

    def __init__(self, kind: type[Any] | None = None, *args: Any, **kwargs: Any) -> None:
        # Migrations build the field without its kind: there it only stands for a JSON column.
        self.adapter = TypeAdapter[Any](kind or dict[str, Any])
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        if value is None:
            return None
        return self.adapter.validate_json(value if isinstance(value, str | bytes) else json.dumps(value))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, dict):
            value = self.adapter.dump_python(value, mode="json")
        return super().get_db_prep_value(value, connection, prepared)
