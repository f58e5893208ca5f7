"""Signing in at an identity provider: honest, forged, replayed, mixed up, down and slow."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from zenne.accounts.models import Identity, Person, RoleGrant, Session
from zenne.accounts.rules.proofs import Proof, proof_in
from zenne.accounts.tests.builders import a_person, give, signed_in
from zenne.accounts.tests.identity_provider import IdentityProvider, running_provider
from zenne.core.access.public import Assurance
from zenne.core.audit.public import AuditRecord

GAVE, TOOK = "accounts.grant-role", "accounts.take-role-away"
pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Settings) -> Iterator[IdentityProvider]:
    cache.clear()
    with running_provider() as provider:
        settings.OIDC_PROVIDERS = provider.settings()
        yield provider
    cache.clear()


def begin(client: Client, provider: IdentityProvider, **form: str) -> str:
    """Press the button, arrive at the provider; the state with which it will answer."""
    page = client.post("/en/sign-in/with/test/", form)
    assert page.status_code == 200, page.content.decode()
    return provider.takes(page.headers["Refresh"].removeprefix("0; url="))


def come_back(client: Client, state: str, **more: str) -> HttpResponse:
    return client.get("/sign-in/answer/test/", {"code": "good", "state": state, **more})  # type: ignore[return-value]


def sign_in(client: Client, provider: IdentityProvider, **form: str) -> HttpResponse:
    return come_back(client, begin(client, provider, **form))


def is_signed_in(client: Client) -> bool:
    return client.get("/en/my/").status_code == 200


def proof(client: Client) -> Proof:
    return proof_in(client.session)


def test_a_new_person_comes_in_with_their_name_and_level(client: Client, provider: IdentityProvider) -> None:
    provider.claims = {"acr": "card"}
    response = sign_in(client, provider, next="/fr/my/")
    assert response.headers["Location"] == "/fr/my/"
    assert "Ada Lovelace" in client.get("/en/my/").content.decode()
    assert proof(client).assurance is Assurance.HIGH
    assert Identity.objects.get().subject == "ada"


def test_the_same_identity_is_the_same_person_and_gets_a_new_session(
    client: Client, provider: IdentityProvider
) -> None:
    sign_in(client, provider)
    first = client.cookies["session"].value
    client.post("/en/sign-out/")
    sign_in(client, provider)
    assert Person.objects.count() == 1
    assert client.cookies["session"].value != first
    assert Session.objects.filter(person__isnull=False).count() == 1


def test_the_session_of_before_is_worth_nothing_after_signing_in(client: Client, provider: IdentityProvider) -> None:
    state = begin(client, provider)
    planted = client.cookies["session"].value
    come_back(client, state)
    other = Client()
    other.cookies["session"] = planted
    assert not is_signed_in(other)


def test_an_unknown_acr_is_the_lowest_level(client: Client, provider: IdentityProvider) -> None:
    provider.claims = {"acr": "something-else"}
    sign_in(client, provider)
    assert proof(client).assurance is Assurance.LOW


NOW = int(time.time())
FORGED: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "other"},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "somebody"},
    "no audience": {"aud": None},
    "many audiences and no authorized party": {"aud": ["zenne", "other"]},
    "another authorized party": {"azp": "other"},
    "expired six minutes ago": {"exp": NOW - 360},
    "no end": {"exp": None},
    "made in an hour": {"iat": NOW + 3600},
    "made yesterday": {"iat": NOW - 86400},
    "not valid yet": {"nbf": NOW + 3600},
    "nobody": {"sub": None},
    "an empty subject": {"sub": ""},
    "a number as subject": {"sub": 7},
    "an infinite end": {"exp": 1e400},
}


@pytest.mark.parametrize("claims", FORGED.values(), ids=FORGED.keys())
def test_a_token_that_is_not_the_answer_to_our_question_signs_nobody_in(
    client: Client, provider: IdentityProvider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    response = sign_in(client, provider)
    assert response.status_code == 400
    assert "nobody is signed in" in response.content.decode()
    assert not is_signed_in(client)
    assert not Person.objects.exists()


@pytest.mark.parametrize("minutes", [-4, 4])
def test_a_clock_may_differ_by_almost_five_minutes(client: Client, provider: IdentityProvider, minutes: int) -> None:
    now = int(time.time()) + 60 * minutes
    provider.claims = {"iat": now, "exp": now + 1, "nbf": now}
    assert sign_in(client, provider).status_code == 302
    assert is_signed_in(client)


def test_a_token_signed_with_a_key_that_is_not_the_provider_s(client: Client, provider: IdentityProvider) -> None:
    provider.published = {"first": ec.generate_private_key(ec.SECP256R1())}
    assert sign_in(client, provider).status_code == 400
    assert not is_signed_in(client)


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_a_signature_or_with_a_shared_secret(
    client: Client, provider: IdentityProvider, algorithm: str
) -> None:
    provider.algorithm = algorithm
    assert sign_in(client, provider).status_code == 400


def test_a_provider_may_change_its_key(client: Client, provider: IdentityProvider) -> None:
    sign_in(client, provider)
    client.post("/en/sign-out/")
    provider.key, provider.key_id = ec.generate_private_key(ec.SECP256R1()), "second"
    sign_in(client, provider)
    assert is_signed_in(client)
    assert provider.asked.count("/keys") == 2


def test_unknown_keys_do_not_make_us_ask_for_ever(client: Client, provider: IdentityProvider) -> None:
    provider.published = {}
    for _ in range(4):
        assert sign_in(client, provider).status_code == 400
    assert provider.asked.count("/keys") <= 2


def test_an_answer_cannot_be_replayed(client: Client, provider: IdentityProvider) -> None:
    state = begin(client, provider)
    come_back(client, state)
    client.post("/en/sign-out/")
    assert come_back(client, state).status_code == 400
    assert not is_signed_in(client)


def test_an_answer_in_another_browser_signs_nobody_in(client: Client, provider: IdentityProvider) -> None:
    state = begin(client, provider)
    victim = Client()
    assert come_back(victim, state).status_code == 400
    assert not is_signed_in(victim)


def test_an_answer_without_or_with_an_invented_state(client: Client, provider: IdentityProvider) -> None:
    begin(client, provider)
    assert client.get("/sign-in/answer/test/", {"code": "good"}).status_code == 400
    assert come_back(client, "invented").status_code == 400


def test_a_stolen_code_is_worth_nothing_without_the_verifier(client: Client, provider: IdentityProvider) -> None:
    begin(client, provider)
    thief = Client()
    state = begin(thief, provider)
    provider.challenge = "the challenge of the one from whom it was stolen"
    assert come_back(thief, state).status_code == 400


def test_an_answer_of_another_provider_is_a_mix_up(client: Client, provider: IdentityProvider) -> None:
    state = begin(client, provider)
    assert come_back(client, state, iss="https://evil.example").status_code == 400
    assert "/token" not in provider.asked


def test_a_provider_that_promises_to_say_who_it_is_must_say_it(client: Client, provider: IdentityProvider) -> None:
    provider.configuration = {"authorization_response_iss_parameter_supported": True}
    assert sign_in(client, provider).status_code == 400
    assert come_back(client, begin(client, provider), iss=provider.issuer).status_code == 302


def test_a_description_of_another_issuer_is_not_believed(client: Client, provider: IdentityProvider) -> None:
    provider.configuration = {"issuer": "https://evil.example"}
    assert client.post("/en/sign-in/with/test/").status_code == 400


def test_a_provider_that_is_down_leaves_the_other_ways(client: Client, settings: Settings) -> None:
    cache.clear()
    with running_provider() as provider:
        settings.OIDC_PROVIDERS = provider.settings()
    response = client.post("/en/sign-in/with/test/")
    assert response.status_code == 503
    assert "Test card does not answer" in response.content.decode()
    assert 'name="email"' in response.content.decode()


def test_a_provider_that_is_slow_is_not_waited_for(
    client: Client, provider: IdentityProvider, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.1
    provider.seconds_slow = 0.5
    assert client.post("/en/sign-in/with/test/").status_code == 503


def test_a_provider_that_breaks_down_halfway(client: Client, provider: IdentityProvider) -> None:
    state = begin(client, provider)
    provider.reply = lambda path, form: (503, {})  # type: ignore[method-assign]
    assert come_back(client, state).status_code in {400, 503}
    assert not is_signed_in(client)


def test_stopping_at_the_provider_is_no_mistake(client: Client, provider: IdentityProvider) -> None:
    state = begin(client, provider)
    response = client.get("/sign-in/answer/test/", {"error": "access_denied", "state": state})
    assert response.status_code == 200
    assert "You stopped" in response.content.decode()


def test_an_address_in_the_answer_does_not_lead_to_the_account_that_has_it(
    client: Client, provider: IdentityProvider
) -> None:
    a_person("Ada", email="ada@example.org")
    provider.claims = {"email": "ada@example.org", "email_verified": True}
    sign_in(client, provider)
    assert Person.objects.count() == 2


def test_an_identity_becomes_that_of_whoever_proves_both_in_one_session(provider: IdentityProvider) -> None:
    person = a_person(email="ada@example.org")
    browser = signed_in(person, proof=Proof(assurance=Assurance.EMAIL, way="email"))
    provider.claims = {"acr": "card"}
    sign_in(browser, provider, level="high")
    assert Identity.objects.get().person == person
    assert proof(browser).assurance is Assurance.HIGH


def test_a_weaker_answer_does_not_step_up(provider: IdentityProvider) -> None:
    browser = signed_in(a_person(), proof=Proof(assurance=Assurance.EMAIL, way="email"))
    provider.claims = {"acr": "app"}
    response = sign_in(browser, provider, level="high")
    assert response.status_code == 403
    assert proof(browser).assurance is Assurance.EMAIL
    assert not Identity.objects.exists()


def test_somebody_else_s_identity_does_not_step_up(client: Client, provider: IdentityProvider) -> None:
    sign_in(client, provider)
    browser = signed_in(a_person("Eve"), proof=Proof(assurance=Assurance.EMAIL, way="email"))
    assert sign_in(browser, provider).status_code == 409
    assert "Eve" in browser.get("/en/my/").content.decode()


def test_stepping_up_needs_a_fresh_proof(provider: IdentityProvider) -> None:
    browser = signed_in(a_person(), proof=Proof(assurance=Assurance.EMAIL, way="email"))
    provider.claims = {"acr": "card", "auth_time": int(time.time()) - 3600}
    assert sign_in(browser, provider, level="high").status_code == 400


def test_signing_out_ends_the_session_at_the_provider_too(client: Client, provider: IdentityProvider) -> None:
    sign_in(client, provider)
    page = client.post("/nl/sign-out/")
    assert page.headers["Refresh"].startswith(f"0; url={provider.issuer}/end?id_token_hint=")
    assert "post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A8000%2Fnl%2Fsigned-out%2F" in page.headers["Refresh"]
    assert not is_signed_in(client)


def test_groups_of_the_provider_give_and_take_roles(
    client: Client, provider: IdentityProvider, settings: Settings
) -> None:
    settings.OIDC_PROVIDERS = provider.settings(roles_claim="groups", roles={"desk": "desk-worker", "x": "unknown"})
    provider.claims = {"groups": ["desk", "x", "other"]}
    sign_in(client, provider)
    assert [grant.role for grant in RoleGrant.objects.all()] == ["desk-worker"]
    client.post("/en/sign-out/")
    provider.claims = {"groups": []}
    sign_in(client, provider)
    assert not RoleGrant.objects.exists()
    person = Person.objects.get()
    given, taken = (AuditRecord.objects.get(about=person.key, action=action) for action in (GAVE, TOOK))
    assert given.details == taken.details == {"role": "desk-worker", "from": "provider:test"}


def test_a_role_that_people_gave_is_not_taken_away_by_groups(
    client: Client, provider: IdentityProvider, settings: Settings
) -> None:
    settings.OIDC_PROVIDERS = provider.settings(roles_claim="groups", roles={"desk": "desk-worker"})
    sign_in(client, provider)
    give(Person.objects.get(), "desk-worker")
    provider.claims = {"groups": ["desk"]}
    sign_in(Client(), provider)
    provider.claims = {"groups": []}
    sign_in(Client(), provider)
    assert [grant.granted_by for grant in RoleGrant.objects.all()] == ["system"]


def test_what_a_sign_in_changes_of_an_account_is_written_down(client: Client, provider: IdentityProvider) -> None:
    provider.claims = {"name": "Ada Byron"}
    sign_in(client, provider)
    provider.claims = {"name": "Ada Lovelace"}
    sign_in(Client(), provider)
    person = Person.objects.get(name="Ada Lovelace")
    written = AuditRecord.objects.filter(about=person.key).order_by("pk")
    assert [each.action for each in written] == ["accounts.add-identity", "accounts.change-name"]
    assert "Ada" not in "".join(each.details_json for each in written)


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "\\/evil", "/a\nb"])
def test_nobody_is_sent_to_another_site(client: Client, provider: IdentityProvider, path: str) -> None:
    assert sign_in(client, provider, next=path).headers["Location"].endswith("/my/")
