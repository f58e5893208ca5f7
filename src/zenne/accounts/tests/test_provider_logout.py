"""A provider says that somebody signed out there: honest, forged, replayed, and while it is down."""

import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from zenne.accounts.models import Identity, Session, UsedLogout
from zenne.accounts.tests.builders import a_person, signed_in
from zenne.accounts.tests.identity_provider import IdentityProvider
from zenne.accounts.tests.test_providers import is_signed_in, provider, sign_in
from zenne.core.audit.public import AuditRecord

__all__ = ["provider"]

pytestmark = pytest.mark.django_db
EVENT = "http://schemas.openid.net/event/backchannel-logout"
NOW = int(time.time())


def tell(token: str, *, to: str = "test") -> HttpResponse:
    """The provider calls, from its own machine: without a cookie, a token of ours or an origin."""
    caller = Client(enforce_csrf_checks=True)
    return caller.post(f"/sign-in/logout/{to}/", {"logout_token": token})  # type: ignore[return-value]


def browsers(provider: IdentityProvider, *sessions: str | None) -> list[Client]:
    """Ada in several browsers, each with a session of its own at the provider."""
    found = []
    for session in sessions:
        found.append(Client())
        provider.claims = {"sid": session}
        sign_in(found[-1], provider)
    return found


def test_signing_out_at_the_provider_ends_all_sessions_of_the_person_and_of_nobody_else(
    provider: IdentityProvider,
) -> None:
    here, there = browsers(provider, None, None)
    by_link, eve = signed_in(Identity.objects.get().person), signed_in(a_person("Eve"))

    answer = tell(provider.logout_token())

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert [is_signed_in(browser) for browser in (here, there, by_link, eve)] == [False, False, False, True]
    ended = AuditRecord.objects.get(action="accounts.end-session")
    assert (ended.about, ended.asker_kind) == (Identity.objects.get().person.key, "system")


@pytest.mark.parametrize("subject", ["ada", None])
def test_one_session_of_the_provider_ends_what_was_begun_in_it(provider: IdentityProvider, subject: str | None) -> None:
    here, there = browsers(provider, "one", "two")

    assert tell(provider.logout_token(sub=subject, sid="one")).status_code == 200
    assert [is_signed_in(browser) for browser in (here, there)] == [False, True]


def test_a_session_of_which_it_is_not_known_where_it_began_is_ended_too(provider: IdentityProvider) -> None:
    unknown, other = browsers(provider, None, "two")

    tell(provider.logout_token(sid="one"))
    assert [is_signed_in(browser) for browser in (unknown, other)] == [False, True]


def test_nobody_is_ended_by_the_session_of_somebody_else(provider: IdentityProvider) -> None:
    (ada,) = browsers(provider, "one")

    assert tell(provider.logout_token(sub="grace", sid="one")).status_code == 200
    assert is_signed_in(ada)


FORGED: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "somebody"},
    "no audience": {"aud": None},
    "an identity token": {"events": None, "nonce": "n"},
    "a nonce": {"nonce": "n"},
    "no event": {"events": {}},
    "another event": {"events": {"http://schemas.openid.net/event/other": {}}},
    "an event that is no object": {"events": {EVENT: True}},
    "events in a list": {"events": [EVENT]},
    "made yesterday": {"iat": NOW - 86400},
    "made in an hour": {"iat": NOW + 3600},
    "never made": {"iat": None},
    "expired six minutes ago": {"exp": NOW - 360},
    "no number": {"jti": None},
    "about nobody": {"sub": None},
    "an empty subject": {"sub": ""},
    "a list as subject": {"sub": ["ada"]},
    "a number as session": {"sid": 7},
    "an endless session": {"sid": "x" * 256},
}


@pytest.mark.parametrize("claims", FORGED.values(), ids=FORGED.keys())
def test_a_forged_token_ends_nothing(client: Client, provider: IdentityProvider, claims: dict[str, Any]) -> None:
    sign_in(client, provider)
    answer = tell(provider.logout_token(**claims))

    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})  # type: ignore[attr-defined]
    assert is_signed_in(client)
    assert not UsedLogout.objects.exists()


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_a_signature_or_with_a_shared_secret_ends_nothing(
    client: Client, provider: IdentityProvider, algorithm: str
) -> None:
    sign_in(client, provider)
    provider.algorithm = algorithm
    assert tell(provider.logout_token()).status_code == 400
    assert is_signed_in(client)


@pytest.mark.parametrize("kind", ["JWT", "at+jwt", "LOGOUT+JWT ", ""])
def test_a_token_of_another_kind_ends_nothing(client: Client, provider: IdentityProvider, kind: str) -> None:
    sign_in(client, provider)
    provider.kind = kind
    assert tell(provider.logout_token()).status_code == 400
    assert is_signed_in(client)


def test_a_token_signed_with_a_foreign_key_ends_nothing(client: Client, provider: IdentityProvider) -> None:
    sign_in(client, provider)
    provider.published, provider.key = {"first": provider.key}, ec.generate_private_key(ec.SECP256R1())
    assert tell(provider.logout_token()).status_code == 400
    assert is_signed_in(client)


def test_a_token_counts_once(client: Client, provider: IdentityProvider) -> None:
    token = provider.logout_token()
    sign_in(client, provider)
    assert tell(token).status_code == 200
    sign_in(client, provider)

    assert tell(token).status_code == 400
    assert is_signed_in(client)
    assert tell(provider.logout_token()).status_code == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "é" * 20_000, "..", "\0"])
def test_what_is_no_token_ends_nothing(provider: IdentityProvider, token: str) -> None:
    assert tell(token).status_code == 400


def test_an_unknown_provider_and_an_address_that_is_only_read(client: Client, provider: IdentityProvider) -> None:
    assert tell(provider.logout_token(), to="other").status_code == 404
    assert client.get("/sign-in/logout/test/").status_code == 405


def test_keys_that_cannot_be_had_end_nothing(client: Client, provider: IdentityProvider) -> None:
    sign_in(client, provider)
    token = provider.logout_token()
    cache.clear()
    provider.reply = lambda path, form: (503, {})  # type: ignore[method-assign]
    assert tell(token).status_code == 400
    assert Session.objects.exclude(person=None).count() == 1
