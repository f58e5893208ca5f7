"""What a program can ask about itself."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from zenne.core.access.public import SIGNED_IN, asker_of
from zenne.core.rest.public import Problem, needing

router = Router(tags=["You"])


class Me(Schema):
    """Who is asking."""

    key: str = Field(description="The key that was shown; stable, without the secret.", examples=["key:Ab3dE6gH"])
    name: str = Field(description="What its owner called it, and who that is.", examples=["Statistics (Ada)"])
    roles: list[str] = Field(description="Codes of the roles of the owner.", examples=[["resident", "partner"]])
    permissions: list[str] = Field(
        description="What the key may do now: its scopes, as far as the owner still has them.", examples=[["tasks.see"]]
    )


@router.get("/me", response={200: Me, 401: Problem}, summary="Who you are", **needing(SIGNED_IN))
def me(request: HttpRequest) -> dict[str, Any]:
    """The key with which you ask, and what it may do at this moment. Good for trying out a new key."""
    asker = asker_of(request)
    return {
        "key": asker.key,
        "name": asker.name,
        "roles": sorted(asker.roles),
        "permissions": sorted(asker.permissions),
    }
