"""Begin a sign-in, or end a session, at a provider: the address to which the browser goes."""

import secrets
from typing import Any
from urllib.parse import urlencode

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.http import HttpRequest

from zenne.accounts.models import Person
from zenne.accounts.oidc.adapter import ProviderAdapter
from zenne.accounts.oidc.discovery import ProviderDown, configuration_of
from zenne.accounts.oidc.protocol import CheckedAdapter
from zenne.accounts.oidc.providers import Provider, provider_by_id
from zenne.accounts.rules.answers import WrongAnswer
from zenne.core.access.public import Assurance


class AskingProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """allauth's provider with our own exchange: state and PKCE are made here."""

    def get_oauth2_adapter(self, request: HttpRequest) -> CheckedAdapter:
        provider = provider_by_id(self.app.provider_id)
        assert provider is not None  # noqa: S101 - the app was made from it
        return CheckedAdapter(request, provider)


def address_to_sign_in(request: HttpRequest, provider: Provider, *, next_path: str, wanted: Assurance) -> str:
    """The provider's address for signing in, with state, nonce and PKCE; what was asked is kept in the session.

    Somebody who is signed in already steps up: the provider must ask them anew.

    Raises:
        ProviderDown, WrongAnswer: the provider does not say where that is.
    """
    person = request.user if isinstance(request.user, Person) else None
    nonce = secrets.token_urlsafe(24)
    parameters: dict[str, Any] = {"nonce": nonce}
    if wanted > Assurance.NONE and provider.acr_values(wanted):
        parameters["acr_values"] = " ".join(provider.acr_values(wanted))
    if person is not None:
        parameters |= {"prompt": "login", "max_age": "0"}
    app = ProviderAdapter(request).list_apps(request, provider=provider.id)[0]
    response = AskingProvider(request, app).redirect(
        request,
        "login",
        next_url=next_path,
        auth_params=parameters,
        nonce=nonce,
        wanted=int(wanted),
        asked_by=person.key if person else "",
        fresh=person is not None,
    )
    return str(response["Location"])


def address_to_sign_out(*, way: str, id_token: str, return_path: str) -> str:
    """The provider's address for signing out there too (RP-initiated logout 1.0); empty when it has none."""
    provider = provider_by_id(way)
    if provider is None or not id_token:
        return ""
    try:
        address = configuration_of(provider).get("end_session_endpoint")
    except (ProviderDown, WrongAnswer):
        return ""
    if not isinstance(address, str):
        return ""
    parameters = {
        "id_token_hint": id_token,
        "client_id": provider.client_id,
        "post_logout_redirect_uri": settings.BASE_URL + return_path,
    }
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
