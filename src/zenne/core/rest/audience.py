"""Who may use an operation of the API: written at each operation, checked for all of them by a test."""

from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from zenne.core.access.public import SIGNED_IN, Asker, Audience, all_permissions, asker_of
from zenne.core.rest.refusals import Refused

PUBLIC: Final[dict[str, Any]] = {"auth": None, "openapi_extra": {"x-audience": "public"}}
"""Open to everybody without asking who they are: ``@router.get("/topics", **PUBLIC, …)``."""

PUBLIC_CHANGE: Final[dict[str, Any]] = {"auth": None, "openapi_extra": {"x-audience": "public", "x-changes": True}}
"""Open to everybody, and changes something: the action counts by itself who does it how often, and what can be undone
or seen again is bound to a token that only the caller has."""


class ApiKey(HttpBearer):
    """An operation for those who show a key that may use it. Whoever keeps accounts has found out whose it is."""

    def __init__(self, audience: Audience) -> None:
        self.audience = audience
        super().__init__()

    def __call__(self, request: HttpRequest) -> Asker:
        asker = asker_of(request)
        if not asker.is_somebody:
            raise Refused(status=401, code="key-needed", message=_("Show an API key: Authorization: Bearer …"))
        if not asker.may(self.audience):
            raise Refused(status=403, code="not-allowed", message=_("This key may not do that."))
        return asker

    def authenticate(self, request: HttpRequest, token: str) -> Asker:
        return self(request)


def needing(audience: Audience) -> dict[str, Any]:
    """Open to those who show a key with a permission, or any key: ``@router.get("/me", **needing(SIGNED_IN), …)``."""
    return {"auth": ApiKey(audience), "openapi_extra": {"x-audience": audience.code}}


def audiences() -> frozenset[str]:
    """The code of everything that an operation may say."""
    return frozenset({"public", SIGNED_IN.code, *(permission.code for permission in all_permissions())})
