"""What the environment may say. Every variable stands in docs/configuration.md; a wrong value stops the start."""

import re
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import AnyHttpUrl, Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from zenne.web.mailboxes import read_mailboxes
from zenne.web.providers import read_providers

PROJECT_FOLDER = Path(__file__).resolve().parents[3]
DATABASE_SCHEMES = ("sqlite", "postgresql", "postgres")
MAIL_ENCRYPTIONS = {"starttls", "tls", "none"}


class WrongSettings(Exception):
    """One or more environment variables are wrong. ``sentences`` has one line for each."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


class Environment(BaseSettings):
    """The settings of one installation; each field is the variable ``ZENNE_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="ZENNE_", extra="ignore")

    secret_key: str = Field(
        min_length=32, description="Signs links and cookies. At least 32 random characters; keep it secret."
    )
    secret_key_fallbacks: Annotated[list[Annotated[str, Field(min_length=32)]], NoDecode] = Field(
        default=[],
        description="The secret keys that this installation had before, separated by commas: what they signed stays "
        "valid.",
    )
    debug: bool = Field(default=False, description="Shows tracebacks in the browser. Never on in production.")
    data_folder: Path = Field(
        default=PROJECT_FOLDER / "var", description="Where the database file, compiled assets and caches live."
    )
    database_url: str = Field(
        default="",
        description="postgresql://user:password@host:port/name, or sqlite:///path. Empty: a file in the data folder.",
    )
    base_url: AnyHttpUrl = Field(
        default=AnyHttpUrl("http://127.0.0.1:8000"),
        description="The public address of this installation, for links in exports.",
    )
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        default=["127.0.0.1", "localhost", "[::1]"], description="Host names that are answered, separated by commas."
    )
    behind_proxy: bool = Field(
        default=False,
        description="True when a proxy of yours sets X-Forwarded-Proto; never when the server is reached directly.",
    )
    proxies: int = Field(
        default=1,
        ge=1,
        le=9,
        description="How many proxies of yours stand in a row before the server, when ZENNE_BEHIND_PROXY is true.",
    )
    api_requests_per_minute: int = Field(
        default=600,
        ge=1,
        description="Answers of the API to one address in a minute; five times as many to whoever is signed in.",
    )
    metrics_token: str = Field(
        default="",
        description="Whoever sends it as a bearer token may read /metrics. Empty: only this machine, past no proxy.",
    )
    audit_years: int = Field(
        default=10,
        ge=10,
        le=100,
        description="For how many years a record of the audit log is kept. The city says so, as its law asks; "
        "at least ten.",
    )
    demo: bool = Field(
        default=False, description="Lets everybody sign in as people who do not exist. Set by ./zenne demo only."
    )
    oidc_providers: str = Field(
        default="", description="Where people sign in: a JSON list of OpenID Connect providers, as described below."
    )
    staff_second_factor: Literal["required", "optional"] = Field(
        default="required", description="Whether the roles of staff count only after a second factor."
    )
    email_url: str = Field(
        default="",
        description="The mail server, smtp://user:password@host:port?tls=starttls (or tls, or none). "
        "Empty: e-mail is written into the folder mail of the data folder.",
    )
    email_from: str = Field(
        default="Zenne <noreply@localhost>", description="From whom e-mail comes: a name and an address."
    )
    email_reply_to: str = Field(default="", description="The address that answers go to. Empty: none.")
    dkim_key: str = Field(
        default="",
        description="The file with the private key, RSA or Ed25519 in PEM form, that signs e-mail (DKIM). "
        "Empty: the mail server signs, or nobody does.",
    )
    dkim_domain: str = Field(
        default="", description="The domain for which the key signs. Empty: that of ZENNE_EMAIL_FROM."
    )
    dkim_selector: str = Field(
        default="zenne", description="The name under which the public key stands in the DNS, before ._domainkey."
    )
    mailboxes: str = Field(
        default="",
        description="The mailboxes in which letters come: a JSON list, as described below. Empty: none is read.",
    )
    clamd: str = Field(
        default="",
        description="The virus scanner that looks at what comes with letters: unix:/run/clamav/clamd.ctl or "
        "tcp://127.0.0.1:3310. Empty: nobody looks.",
    )
    translator_folder: str = Field(
        default="",
        description="The folder with the models that translate drafts, in it one folder for two languages, like nl-fr. "
        "Empty: nothing is translated.",
    )
    sms_url: str = Field(
        default="",
        description="The HTTP interface of the gateway for text messages. "
        "Empty: they are written into the folder sms of the data folder.",
    )
    sms_token: str = Field(default="", description="The token with which the gateway knows this installation.")
    webhooks_inside: bool = Field(
        default=False,
        description="True lets webhooks call computers of the own network, and without encryption. Only for trials.",
    )
    data_memory_mb: int = Field(
        default=1024,
        ge=128,
        description="Memory, in MB, that questions to data sets may take together in one process: three quarters of it "
        "those that are asked alone, a quarter those that are asked side by side. Rows of small tables that are asked "
        "often are kept in an eighth of it.",
    )
    data_threads: int = Field(
        default=2,
        ge=1,
        le=256,
        description="Processor cores that one question to a data set may use. As many questions are answered side by "
        "side, then each on one core.",
    )
    data_seconds: int = Field(
        default=30,
        ge=1,
        le=3600,
        description="After so many seconds a question to a data set is stopped; not an export.",
    )
    data_requests_per_day: int = Field(
        default=100_000,
        ge=1,
        description="Questions to data sets with one API key in 24 hours; without a key there is no such limit.",
    )
    data_file_mb: int = Field(
        default=2048, ge=1, description="The largest file, in MB, that is taken for a data set from outside."
    )
    fetch_inside: bool = Field(
        default=False,
        description="True lets data sets be fetched from computers of the own network. Only for trials.",
    )
    live_url: str = Field(
        default="",
        description="The address of the live server, where no proxy leads to it under the address of the pages. "
        "Empty: a proxy does, or nothing is live and pages ask again every few seconds.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="How much is logged.")
    log_format: Literal["json", "console"] = Field(default="json", description="json for machines, console for people.")

    @field_validator("allowed_hosts", "secret_key_fallbacks", mode="before")
    @classmethod
    def split_list(cls, value: object) -> object:
        return [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def known_database(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in DATABASE_SCHEMES:
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("oidc_providers")
    @classmethod
    def known_providers(cls, value: str) -> str:
        try:
            read_providers(value)
        except ValidationError as error:
            raise ValueError(f"is no list of providers ({first_mistake(error)})") from None
        return value

    @field_validator("email_url")
    @classmethod
    def known_mail_server(cls, value: str) -> str:
        parts, query = urlsplit(value), parse_qs(urlsplit(value).query)
        if value and (parts.scheme != "smtp" or not parts.hostname or not {*query.get("tls", [])} <= MAIL_ENCRYPTIONS):
            raise ValueError("must have the form smtp://user:password@host:port?tls=starttls (or tls, or none)")
        return value

    @field_validator("mailboxes")
    @classmethod
    def usable_mailboxes(cls, value: str) -> str:
        try:
            read_mailboxes(value)
        except ValidationError as error:
            raise ValueError(f"is no list of mailboxes ({first_mistake(error)})") from None
        return value

    @field_validator("email_from", "email_reply_to")
    @classmethod
    def mail_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^\s@]+@[^\s@]+", parseaddr(value)[1]):
            raise ValueError("must be an address of e-mail, like City <noreply@example.org>")
        return value

    @field_validator("dkim_domain", "dkim_selector")
    @classmethod
    def dns_name(cls, value: str) -> str:
        if value and not re.fullmatch(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*", value):
            raise ValueError("must be a name of the DNS in small letters, like city.example")
        return value

    @field_validator("clamd")
    @classmethod
    def known_scanner(cls, value: str) -> str:
        if value and not re.fullmatch(r"unix:/.+|tcp://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+):[0-9]{1,5}", value):
            raise ValueError("must have the form unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310")
        return value

    @field_validator("sms_url", "live_url")
    @classmethod
    def web_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"https", "http"} or not urlsplit(value).hostname):
            raise ValueError("must begin with https:// and name a host")
        return value.rstrip("/")

    @field_validator("demo")
    @classmethod
    def demo_on_this_machine(cls, value: bool, info: ValidationInfo) -> bool:
        address = info.data.get("base_url")
        if value and address is not None and not is_this_machine(address.host or ""):
            raise ValueError("is on, and ZENNE_BASE_URL is not an address of this machine")
        return value

    def database(self) -> dict[str, object]:
        """Django's settings of the database that ``database_url`` names."""
        address = urlsplit(self.database_url)
        if address.scheme in {"", "sqlite"}:
            path = unquote(address.path).removeprefix("/") if address.path else str(self.data_folder / "zenne.sqlite3")
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": path,
                # Opening the file and its functions takes longer than most queries: each thread keeps its connection.
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
                },
            }
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(address.path).removeprefix("/"),
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "HOST": unquote(address.hostname or ""),
            "PORT": str(address.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }


def first_mistake(error: ValidationError) -> str:
    """Where the first mistake of a JSON list is, and what it is; never what stands there, which may be a secret."""
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"])) or "the list"
    return f"{place}: {first['msg']}"


def is_this_machine(host: str) -> bool:
    """Whether a host of an address is the machine itself."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def variable(field: str) -> str:
    """The environment variable of a field: ``secret_key`` is ``ZENNE_SECRET_KEY``."""
    return f"ZENNE_{field.upper()}"


def read_environment() -> Environment:
    """Read and check all variables.

    Raises:
        WrongSettings: with one sentence for each wrong variable.
    """
    try:
        return Environment()
    except ValidationError as error:
        raise WrongSettings([sentence(problem) for problem in error.errors()]) from None


def sentence(problem: object) -> str:
    """One mistake in words: the variable, what is wrong, what it is for."""
    location, kind, message = problem["loc"], problem["type"], problem["msg"]  # type: ignore[index]
    field = str(location[0])
    purpose = Environment.model_fields[field].description
    wrong = "is missing" if kind == "missing" else message.removeprefix("Value error, ").rstrip(".")
    return f"{variable(field)}: {wrong}. {purpose}"
