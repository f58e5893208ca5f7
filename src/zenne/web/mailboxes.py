"""The mailboxes that ``ZENNE_MAILBOXES`` names."""

from typing import Annotated, Any, Literal, Self

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
PORTS = {"tls": 993, "starttls": 143, "none": 143}
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
# Neither may hold the end of a line or a quote: both stand in commands to the server.
Folder = Annotated[str, StringConstraints(pattern=r'^[^"\\\x00-\x1f\x7f]{0,200}$')]


class OAuth(BaseModel):
    """Where a token for the mailbox comes from (RFC 6749): with a refresh token, else with the secret alone."""

    model_config = ConfigDict(extra="forbid")

    token_url: AnyHttpUrl
    client_id: str = Field(min_length=1)
    client_secret: str = ""
    refresh_token: str = ""
    scope: str = ""


class Mailbox(BaseModel):
    """One mailbox. Each field is explained in docs/configuration.md."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    host: str = Field(min_length=1)
    port: int = Field(default=0, ge=0, le=65535)
    encryption: Literal["tls", "starttls", "none"] = "tls"
    user: str = Field(min_length=1)
    password: str = ""
    oauth: OAuth | None = None
    folder: Folder = "INBOX"
    move_to: Folder = ""
    service: str = ""
    language: str = Field(default="", pattern=r"^([a-z]{2,3})?$")

    @model_validator(mode="after")
    def is_complete(self) -> Self:
        self.port = self.port or PORTS[self.encryption]
        if bool(self.password) == bool(self.oauth):
            raise ValueError("a mailbox has either a password or oauth")
        if self.encryption == "none" and self.host not in LOOPBACK:
            raise ValueError("a mailbox on another machine is read encrypted")
        return self


MAILBOXES = TypeAdapter(list[Mailbox])


def read_mailboxes(text: str) -> list[dict[str, Any]]:
    """The mailboxes of a JSON list; none when it is empty.

    Raises:
        ValueError: it is no such list, or two mailboxes have one name.
    """
    if not text.strip():
        return []
    found = MAILBOXES.validate_json(text)
    if len({mailbox.name for mailbox in found}) < len(found):
        raise ValueError("two mailboxes have the same name")
    return [mailbox.model_dump(mode="json") for mailbox in found]
