"""Keys with which programs ask."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from zenne.accounts.actions.create_key import WantedKey, WrongKey, create_key
from zenne.accounts.askers import asker_for, roles_of
from zenne.accounts.models import ApiKey, Person, RoleGrant
from zenne.accounts.rules.keys import LETTERS, new_key, public_id_of
from zenne.accounts.tests.builders import EVERYTHING_PROVED, a_person, signed_in
from zenne.core.audit.public import AuditRecord

pytestmark = pytest.mark.django_db


def a_key(person: Person, *, scopes: tuple[str, ...] = (), days: int = 30) -> str:
    asker = asker_for(person, roles=roles_of(person), proof=EVERYTHING_PROVED)
    _, text = create_key(asker=asker, owner=person, wanted=WantedKey("Statistics", scopes, days), now=timezone.now())
    return text


def me(text: str) -> tuple[int, dict[str, object]]:
    answer = Client().get("/api/v1/me", headers={"authorization": f"Bearer {text}", "accept-language": "en"})
    return answer.status_code, answer.json()


def test_a_key_is_made_on_its_page_shown_once_and_not_kept() -> None:
    browser = signed_in(a_person("Ada"))
    page = browser.post("/en/my/keys/", {"name": "Statistics", "days": "30"}).content.decode()
    found = re.search(r"zenne_\w{57}", page)
    assert found
    status, answer = me(found[0])
    assert (status, answer["name"]) == (200, "Statistics (Ada)")
    assert found[0] not in browser.get("/en/my/keys/").content.decode()
    assert found[0][14:] not in str(ApiKey.objects.values_list())
    assert AuditRecord.objects.get().action == "accounts.create-key"


def test_a_key_may_do_what_is_in_its_scopes_and_what_its_owner_may() -> None:
    person = a_person(roles=("administrator",))
    text = a_key(person, scopes=("tasks.see",))
    assert me(text)[1]["permissions"] == ["tasks.see"]
    RoleGrant.objects.all().delete()
    assert me(text)[1]["permissions"] == []


@pytest.mark.parametrize("scope", ["tasks.see", "accounts.grant-role", "unknown"])
def test_nobody_gives_a_key_what_they_may_not_do_themselves(scope: str) -> None:
    with pytest.raises(WrongKey):
        a_key(a_person(), scopes=(scope,))


def test_no_key_opens_personal_files_or_changes_accounts() -> None:
    person = a_person(roles=("administrator", "desk-worker"))
    for scope in ("accounts.find-person", "accounts.grant-role"):
        with pytest.raises(WrongKey):
            a_key(person, scopes=(scope,))


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": timezone.now() + timedelta(seconds=0)},
        {"revoked_at": timezone.now()},
        {"secret_hash": "0" * 64},
    ],
    ids=["over", "revoked", "another secret"],
)
def test_a_key_that_no_longer_works_is_refused(change: dict[str, object]) -> None:
    text = a_key(a_person())
    ApiKey.objects.update(created_at=timezone.now() - timedelta(days=60))
    ApiKey.objects.update(**change)
    status, answer = me(text)
    assert (status, answer["code"]) == (401, "wrong-key")


def test_the_key_of_a_closed_account_is_refused() -> None:
    text = a_key(a_person())
    Person.objects.update(is_active=False)
    assert me(text)[0] == 401


@pytest.mark.parametrize("shown", ["Bearer", "Bearer x", "Basic eDp5", "Bearer zenne_é", "Bearer " + "x" * 5000])
def test_what_is_no_key_is_refused_even_where_none_is_needed(shown: str) -> None:
    answer = Client().get("/api/v1/services", headers={"authorization": shown})
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-key")


def test_without_a_key_one_is_asked_for() -> None:
    answer = Client().get("/api/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "key-needed")


def test_a_session_is_no_key() -> None:
    assert signed_in(a_person()).get("/api/v1/me").status_code == 401


def test_the_last_use_is_kept_to_the_day() -> None:
    me(a_key(a_person()))
    assert ApiKey.objects.get().last_used_on == timezone.now().date()


def test_its_owner_and_who_has_the_permission_revoke_a_key_and_nobody_else() -> None:
    ada = a_person("Ada")
    text = a_key(ada)
    path = f"/en/my/keys/{ApiKey.objects.get().public_id}/revoke/"
    assert signed_in(a_person("Eve")).post(path).status_code == 403
    assert me(text)[0] == 200
    assert signed_in(a_person("Bob", roles=("administrator",))).post(path, {"all": "1"}).status_code == 302
    assert me(text)[0] == 401
    assert ApiKey.objects.get().revoked_by.startswith("person:")
    second = a_key(ada)
    signed_in(ada).post(f"/en/my/keys/{public_id_of(second)}/revoke/")
    assert me(second)[0] == 401


def test_a_key_without_a_name_is_refused_at_the_field() -> None:
    response = signed_in(a_person()).post("/nl/my/keys/", {"name": " ", "days": "30"})
    assert response.status_code == 422
    assert not ApiKey.objects.exists()


@given(st.integers(0, 62), st.sampled_from(LETTERS))
def test_a_mistyped_key_is_seen_without_a_query(place: int, letter: str) -> None:
    text = new_key().text
    mistyped = text[:place] + letter + text[place + 1 :]
    assert public_id_of(text)
    assert mistyped == text or not public_id_of(mistyped)


def test_every_key_can_be_found_and_revoked_however_many_there_are() -> None:
    owner = a_person("Ada", email="ada@example.org")
    ends = timezone.now() + timedelta(days=1)
    for number in range(55):
        name, public_id = f"Program {number:02}", f"Abcdef{number:02}"
        ApiKey.objects.create(owner=owner, name=name, public_id=public_id, expires_at=ends)
    office = signed_in(a_person("Root", roles=("administrator",)))
    first = office.get("/en/staff/keys/").content.decode()
    assert "Page 1 of 2" in first
    assert "Program 00" not in first
    assert "Program 00" in office.get("/en/staff/keys/?page=2").content.decode()
    for words in ("gram 00", "zenne_Abcdef00…", "Abcdef00"):
        found = office.get("/en/staff/keys/", {"q": words}).content.decode()
        assert "Program 00" in found
        assert "Program 01" not in found
    assert office.get("/en/staff/keys/", {"q": "ada@example"}).content.decode().count("<code>zenne_Abcdef") == 50
    assert "No key matches." in office.get("/en/staff/keys/", {"q": "\0%_"}).content.decode()
