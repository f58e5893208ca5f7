"""Where sessions are kept: in the database, each with its person, so that they can be listed and ended."""

from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

DEVICE = "device"
"""Where a session says on what it was begun: "Firefox, Linux"."""
PROVIDER_SESSION = "provider_session"
"""Where a session says in which session of an identity provider it was begun: its mark."""


class SessionStore(DatabaseStore):
    """Django's sessions in the database, in a table of our own. ``row`` is the row as it was read; None before."""

    row: AbstractBaseSession | None = None

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        return apps.get_model("accounts", "Session")

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        self.row = super()._get_session_from_db()  # type: ignore[misc]
        return self.row

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        person = data.get(SESSION_KEY)
        row.person_id = int(person) if person else None  # type: ignore[attr-defined]
        row.device = str(data.get(DEVICE, ""))[:80]  # type: ignore[attr-defined]
        row.provider_session = str(data.get(PROVIDER_SESSION, ""))  # type: ignore[attr-defined]
        return row


class KeepsItsTimes(models.Model):
    """A session of which saving what is in it leaves alone when it was begun and last used."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("force_update") and not kwargs.get("update_fields"):
            kwargs["update_fields"] = ["session_data", "expire_date", "person", "device", "provider_session"]
        super().save(*args, **kwargs)
