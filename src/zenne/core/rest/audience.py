"""Who may use an operation of the API: written at each operation, checked for all of them by a test."""

from typing import Any, Final

AUDIENCES: Final = ("public",)
"""Everybody for now. A room with accounts adds its roles here, each with its own way of asking who is there."""

PUBLIC: Final[dict[str, Any]] = {"auth": None, "openapi_extra": {"x-audience": "public"}}
"""Open to everybody without asking who they are: ``@router.get("/topics", **PUBLIC, …)``."""
