"""The identity providers that ``ZENNE_OIDC_PROVIDERS`` names."""

from typing import Annotated, Any, Literal

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, field_validator

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
Level = Literal["low", "substantial", "high"]


class OidcProvider(BaseModel):
    """One provider. Each field is explained in docs/configuration.md."""

    model_config = ConfigDict(extra="forbid")

    id: Slug
    name: dict[str, str] = Field(min_length=1)
    issuer: AnyHttpUrl
    client_id: str = Field(min_length=1)
    client_secret: str = ""
    audience: Literal["residents", "staff", "everybody"] = "everybody"
    scopes: list[str] = ["openid", "profile"]
    assurance: dict[str, Level] = {}
    assurance_otherwise: Level = "low"
    second_factor_amr: list[str] = []
    roles_claim: str = ""
    roles: dict[str, str] = {}

    @field_validator("issuer")
    @classmethod
    def is_encrypted(cls, value: AnyHttpUrl) -> AnyHttpUrl:
        if value.scheme != "https" and value.host not in LOOPBACK:
            raise ValueError("an issuer begins with https://")
        return value


PROVIDERS = TypeAdapter(list[OidcProvider])


def read_providers(text: str) -> list[dict[str, Any]]:
    """The providers of a JSON list; none when it is empty.

    Raises:
        ValueError: it is no such list, or two providers have one id.
    """
    if not text.strip():
        return []
    found = PROVIDERS.validate_json(text)
    if len({provider.id for provider in found}) < len(found):
        raise ValueError("two providers have the same id")
    return [{**provider.model_dump(), "issuer": str(provider.issuer).rstrip("/")} for provider in found]
