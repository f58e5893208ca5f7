"""Where django-allauth hands over: which providers there are, what a proved identity leads to, what went wrong."""

from datetime import timedelta
from typing import Any, Final, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from requests import RequestException

from zenne.accounts.actions.sign_in_at_provider import Answer, sign_in_at_provider
from zenne.accounts.errors import SignInFailed
from zenne.accounts.oidc.discovery import ProviderDown, configuration_of
from zenne.accounts.oidc.providers import all_providers, provider_by_id
from zenne.accounts.rules.addresses import safe_path
from zenne.accounts.rules.answers import Question, WrongAnswer, check_answer
from zenne.core.access.public import Assurance

OPENID_CONNECT: Final = "openid_connect"


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The providers of the settings, and no others; our own people, sessions and pages."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        return [
            SocialApp(
                provider=OPENID_CONNECT,
                provider_id=each.id,
                name=str(each.name),
                client_id=each.client_id,
                secret=each.client_secret,
                settings={"server_url": each.issuer, "scope": list(each.scopes), "oauth_pkce_enabled": True},
            )
            for each in all_providers()
            if provider in {None, OPENID_CONNECT, each.id}
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Sign in whom the answer is about, when it answers what this browser asked."""
        provider = provider_by_id(sociallogin.account.provider)
        if provider is None:
            raise WrongAnswer("unknown-provider")
        asked: dict[str, Any] = sociallogin.state
        claims = sociallogin.account.extra_data["claims"]
        question = Question(
            issuer=configuration_of(provider)["issuer"],
            client_id=provider.client_id,
            nonce=asked["nonce"],
            max_age=timedelta(0) if asked["fresh"] else None,
        )
        check_answer(claims, question, now=timezone.now())
        answer = Answer(provider, claims, sociallogin.account.extra_data["written"])
        sign_in_at_provider(request, answer=answer, wanted=Assurance(asked["wanted"]), asked_by=asked["asked_by"])
        raise ImmediateHttpResponse(
            HttpResponseRedirect(safe_path(asked.get("next"), otherwise=reverse("accounts:my")))
        )

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> NoReturn:
        if isinstance(exception, RequestException):
            raise ProviderDown(type(exception).__name__) from exception
        if exception is not None:
            raise WrongAnswer("code-not-accepted") from exception
        if error == AuthError.CANCELLED:
            raise SignInFailed("cancelled")
        raise SignInFailed("refused" if (extra_context or {}).get("state") else "stale")
