"""The identity providers of this installation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from zenne.core.access.public import Assurance
from zenne.core.languages.public import Translated


@dataclass(frozen=True, slots=True)
class Provider:
    """Where people sign in. The fields are those of ``ZENNE_OIDC_PROVIDERS``."""

    id: str
    name: Translated
    issuer: str
    client_id: str
    client_secret: str
    audience: str
    scopes: tuple[str, ...]
    assurance: Mapping[str, Assurance]
    assurance_otherwise: Assurance
    second_factor_amr: frozenset[str]
    roles_claim: str
    roles: Mapping[str, str]

    @classmethod
    def of(cls, described: Mapping[str, Any]) -> "Provider":
        return cls(
            id=described["id"],
            name=Translated(described["name"]),
            issuer=described["issuer"],
            client_id=described["client_id"],
            client_secret=described["client_secret"],
            audience=described["audience"],
            scopes=tuple(described["scopes"]),
            assurance={acr: Assurance[level.upper()] for acr, level in described["assurance"].items()},
            assurance_otherwise=Assurance[described["assurance_otherwise"].upper()],
            second_factor_amr=frozenset(described["second_factor_amr"]),
            roles_claim=described["roles_claim"],
            roles=described["roles"],
        )

    def assurance_of(self, acr: object) -> Assurance:
        """The level that the provider's ``acr`` means."""
        return self.assurance.get(acr, self.assurance_otherwise) if isinstance(acr, str) else self.assurance_otherwise

    def acr_values(self, least: Assurance) -> list[str]:
        """What to ask the provider for, when at least a level is needed; empty when it cannot give that."""
        return [acr for acr, level in self.assurance.items() if level >= least]

    def can_give(self, least: Assurance) -> bool:
        return self.assurance_otherwise >= least or bool(self.acr_values(least))


def all_providers() -> tuple[Provider, ...]:
    """Every provider of the settings, in their order."""
    return tuple(Provider.of(each) for each in settings.OIDC_PROVIDERS)


def provider_by_id(wanted: str) -> Provider | None:
    """The provider with an id; None when there is none."""
    return next((provider for provider in all_providers() if provider.id == wanted), None)
