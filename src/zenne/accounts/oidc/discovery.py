"""What a provider says of itself, and its public keys: fetched, checked, and kept for a while."""

from typing import Any, Final
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.adapter import get_adapter
from django.core.cache import cache
from requests import RequestException

from zenne.accounts.oidc.providers import Provider
from zenne.accounts.rules.answers import WrongAnswer

KEPT_SECONDS: Final = 3600
KEYS_KEPT_SECONDS: Final = 600
SECONDS_BETWEEN_KEY_QUESTIONS: Final = 30
ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with a public key only: never none, never one made with the secret that both sides know."""
PATH: Final = "/.well-known/openid-configuration"


class ProviderDown(Exception):
    """A provider does not answer, answers too slowly, or with something else than it should."""

    code = "provider-down"


def configuration_of(provider: Provider) -> dict[str, Any]:
    """The provider's own description, kept for an hour.

    Raises:
        ProviderDown: it cannot be had.
        WrongAnswer: it is the description of another issuer, or names an endpoint that is not encrypted.
    """
    name = f"oidc:configuration:{provider.id}:{provider.issuer}"
    kept: dict[str, Any] | None = cache.get(name)
    if kept is None:
        kept = fetch(provider.issuer + PATH)
        check_configuration(kept, provider=provider)
        cache.set(name, kept, KEPT_SECONDS)
    return kept


def check_configuration(found: dict[str, Any], *, provider: Provider) -> None:
    issuer = found.get("issuer")
    if not isinstance(issuer, str) or issuer.rstrip("/") != provider.issuer:
        raise WrongAnswer("configuration-of-another-issuer")
    scheme = urlsplit(provider.issuer).scheme
    for endpoint in ENDPOINTS:
        address = found.get(endpoint)
        if not isinstance(address, str) or urlsplit(address).scheme not in {"https", scheme}:
            raise WrongAnswer(f"configuration-{endpoint}")


def public_key(provider: Provider, *, keys_address: str, key_id: str | None, algorithm: str) -> Any:
    """The key with which a token was signed. Unknown ones are asked for anew: providers change their keys.

    Raises:
        ProviderDown: the keys cannot be had.
        WrongAnswer: the provider has no such key.
    """
    name = f"oidc:keys:{provider.id}:{keys_address}"
    keys: dict[str, Any] | None = cache.get(name)
    found = find_key(keys, key_id=key_id, algorithm=algorithm) if keys else None
    if found is None and (keys is None or cache.add(f"{name}:asked", 1, SECONDS_BETWEEN_KEY_QUESTIONS)):
        keys = fetch(keys_address)
        cache.set(name, keys, KEYS_KEPT_SECONDS)
        found = find_key(keys, key_id=key_id, algorithm=algorithm)
    if found is None:
        raise WrongAnswer("unknown-key")
    return found


def find_key(keys: dict[str, Any], *, key_id: str | None, algorithm: str) -> Any:
    """The key with an id, or the only one when the token names none."""
    listed = keys.get("keys")
    usable = [
        each
        for each in (listed if isinstance(listed, list) else [])
        if isinstance(each, dict)
        and each.get("use", "sig") == "sig"
        and each.get("alg", algorithm) == algorithm
        and (key_id is None or each.get("kid") == key_id)
    ]
    if len(usable) != 1:
        return None
    try:
        return jwt.PyJWK(usable[0], algorithm=algorithm).key
    except (jwt.PyJWTError, ValueError, TypeError):
        return None


def fetch(address: str) -> dict[str, Any]:
    """A JSON object from the provider. Raises ProviderDown."""
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
    except (RequestException, ValueError) as error:
        raise ProviderDown(type(error).__name__) from error
    if not isinstance(found, dict):
        raise ProviderDown("no JSON object")
    return found
