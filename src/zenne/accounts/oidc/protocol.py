"""One sign-in at a provider: django-allauth's steps, with the checks that it leaves out."""

from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from requests import RequestException

from zenne.accounts.models import Person
from zenne.accounts.oidc.discovery import configuration_of
from zenne.accounts.oidc.providers import Provider
from zenne.accounts.oidc.tokens import signed_claims
from zenne.accounts.rules.answers import WrongAnswer


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The exchange of a code for a token, by the provider that was asked and by no other."""

    def __init__(self, request: HttpRequest, provider: Provider) -> None:
        self.ours = provider
        super().__init__(request, provider.id)

    @property
    def openid_config(self) -> dict[str, Any]:
        return configuration_of(self.ours)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return f"{settings.BASE_URL}{reverse('openid_connect_callback', args=[self.ours.id])}"

    def get_access_token_data(self, request: HttpRequest, app: SocialApp, client: Any, **options: Any) -> Any:
        """First whether the answer came from this provider at all: RFC 9207, against mix-ups."""
        issuer = request.GET.get("iss")
        is_promised = self.openid_config.get("authorization_response_iss_parameter_supported") is True
        if issuer != self.openid_config["issuer"] and (issuer is not None or is_promised):
            raise WrongAnswer("answer-of-another-issuer")
        return super().get_access_token_data(request, app, client, **options)

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **options: Any) -> SocialLogin:
        """The claims of the identity token, whose signature is right. What they say is checked with the state."""
        written = options["response"].get("id_token")
        if not isinstance(written, str):
            raise WrongAnswer("no-identity-token")
        claims = signed_claims(self.ours, written)
        details = {"claims": self.with_name(claims, token.token), "written": written}
        account = SocialAccount(provider=self.ours.id, uid=str(claims.get("sub"))[:191], extra_data=details)
        return SocialLogin(user=Person(), account=account)

    def with_name(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """The claims, with the name from the provider's second source when the token has none."""
        if "name" in claims or "given_name" in claims or "userinfo_endpoint" not in self.openid_config:
            return claims
        try:
            more = self._fetch_user_info(access_token)
        except (RequestException, ValueError):
            return claims
        if not isinstance(more, dict) or more.get("sub") != claims.get("sub"):
            raise WrongAnswer("details-of-somebody-else")
        return {**{name: more[name] for name in ("name", "given_name", "family_name") if name in more}, **claims}


def go_through_answer(request: HttpRequest, provider: Provider) -> HttpResponse:
    """Go through the answer of a provider, up to the page that the reader wanted.

    Raises:
        WrongAnswer, ProviderDown, SignInFailed: why nobody is signed in.
    """
    response: HttpResponse = OAuth2CallbackView.adapter_view(CheckedAdapter(request, provider))(request)
    return response
