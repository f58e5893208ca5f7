"""What a provider signed."""

from typing import Any, Final

import jwt

from zenne.accounts.oidc.discovery import ALGORITHMS, configuration_of, public_key
from zenne.accounts.oidc.providers import Provider
from zenne.accounts.rules.answers import WrongAnswer

CHECKED_BY_OUR_RULES: Final = ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")
"""What is left out where only the signature is looked at: the rules for these know what was asked."""


def signed_claims(provider: Provider, written: str, *, kind: str = "") -> dict[str, Any]:
    """What a token says, when it is signed with a key of this provider.

    ``kind``: what its header must say that it is, where that matters.

    Raises:
        ProviderDown: its keys cannot be had.
        WrongAnswer: it is not signed so, or something else.
    """
    try:
        header = jwt.get_unverified_header(written)
        if kind and str(header.get("typ")).lower().removeprefix("application/") != kind:
            raise WrongAnswer("kind")
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise WrongAnswer("algorithm")
        address = configuration_of(provider)["jwks_uri"]
        key = public_key(provider, keys_address=address, key_id=header.get("kid"), algorithm=algorithm)
        only_signature: Any = {f"verify_{each}": False for each in CHECKED_BY_OUR_RULES}
        claims: dict[str, Any] = jwt.decode(written, key=key, algorithms=[algorithm], options=only_signature)
    except jwt.PyJWTError as error:
        raise WrongAnswer("signature") from error
    return claims
