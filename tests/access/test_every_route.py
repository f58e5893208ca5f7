"""Each address and each operation of the API is asked for as nobody and as each role, as docs/permissions.md says."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.test import Client, RequestFactory
from django.utils import timezone

from tests.architecture.tree import ROOT
from zenne.accounts.actions.create_key import WantedKey, create_key
from zenne.accounts.askers import asker_for, roles_of
from zenne.accounts.keys import asker_of_key, possible_scopes
from zenne.accounts.keys import key_of as key_in_use
from zenne.accounts.public import ROLES, Person, Proof, RoleGrant, Team, TeamMembership, sign_in
from zenne.accounts.sessions import SessionStore
from zenne.core.access.public import NOBODY, Assurance, all_permissions
from zenne.core.languages.public import Translated
from zenne.core.rest.public import Refused, needing
from zenne.web.routes import all_operations

WHO = ("nobody", *(role.code for role in ROLES))
ROW = re.compile(r"^\| `((?:[A-Z]+ )?/[^`]*)` \| `([^`]+)` \| (.+) \|$", re.MULTILINE)
PROOF = Proof(Assurance.HIGH, "test", second_factor=True)
SAMPLES = {"uuid": "00000000-0000-0000-0000-000000000000", "int": "1"}


def table() -> dict[str, dict[str, bool]]:
    """What the document says: for each address, who gets in."""
    text = (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")
    return {
        path: dict(zip(WHO, (mark.strip() == "✓" for mark in marks.split("|")), strict=True))
        for path, _audience, marks in ROW.findall(text)
    }


def an_address(path: str) -> str:
    """An address of this form; what stands there need not exist."""
    plain = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1], "x"), path)
    return re.sub(r"\{\w+\}", "x", plain).replace("^", "").replace("$", "")


def person_with(role: str) -> Person:
    """Somebody with one role."""
    person = Person.objects.create(name=role)
    if role == "team":
        team = Team.objects.create(key="a-team", name=Translated({"en": "A team"}))
        TeamMembership.objects.create(person=person, team=team, granted_by="system")
    elif role != "resident":
        RoleGrant.objects.create(person=person, role=role, granted_by="system")
    return person


def key_of(role: str) -> str:
    """A key of somebody with one role, with everything that a key of theirs can be given."""
    owner = person_with(role)
    asker = asker_for(owner, roles=roles_of(owner), proof=PROOF)
    wanted = WantedKey("everything", tuple(scope.code for scope in possible_scopes(owner)), days=1)
    return create_key(asker=asker, owner=owner, wanted=wanted, now=timezone.now())[1]


def browser_of(who: str) -> Client:
    """A browser of somebody with one role, or of nobody."""
    return Client(raise_request_exception=False) if who == "nobody" else browser_for(person_with(who))


def browser_for(person: Person) -> Client:
    """A browser in which everything is proved and the purpose is said."""
    browser = Client(raise_request_exception=False)
    request = HttpRequest()
    request.session = SessionStore()
    sign_in(request, person=person, proof=PROOF)
    until = (timezone.now() + timedelta(hours=1)).isoformat()
    request.session["purpose"] = {"code": "answer", "task": "1", "until": until}
    request.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser


def gets_in(response: HttpResponseBase) -> bool:
    """Whether the answer is not a refusal: to sign in first, or that it is not allowed."""
    return response.status_code not in {401, 403} and "/sign-in/?next=" not in response.headers.get("Location", "")


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_who_gets_in_is_who_the_document_says(who: str) -> None:
    expected = {path: marks[who] for path, marks in table().items() if path.startswith("/")}
    assert len(expected) > 40
    browser = browser_of(who)
    wrong = []
    for path, allowed in expected.items():
        if "sign-out" not in path and gets_in(browser.get(an_address(path))) != allowed:
            wrong.append(f"{path}: the document says {allowed}")
    assert not wrong


@pytest.mark.django_db
def test_every_address_of_a_page_can_be_opened_in_a_browser() -> None:
    """The language switch and a reload open with GET what answered a form."""
    person = person_with("team")
    for role in (role.code for role in ROLES if role.is_granted):
        RoleGrant.objects.create(person=person, role=role, granted_by="system")
    browser = browser_for(person)
    pages = [path for path in table() if path.startswith("/en/")]
    assert len(pages) > 40
    assert not [path for path in pages if browser.get(an_address(path)).status_code == 405]


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_whose_key_gets_an_answer_of_the_api_is_who_the_document_says(who: str) -> None:
    expected = {operation: marks[who] for operation, marks in table().items() if not operation.startswith("/")}
    assert {f"{operation.method} {operation.path}" for operation in all_operations()} == set(expected)
    headers = {} if who == "nobody" else {"authorization": f"Bearer {key_of(who)}"}
    wrong = []
    for operation, allowed in expected.items():
        method, path = operation.split(" ")
        if gets_in(Client().generic(method, an_address(path), headers=headers)) != allowed:
            wrong.append(f"{operation}: the document says {allowed}")
    assert not wrong


def test_no_operation_is_for_those_who_say_what_for_because_a_key_never_does() -> None:
    opens_files = {permission.code for permission in all_permissions() if permission.needs_purpose}
    assert not [operation.path for operation in all_operations() if operation.audience in opens_files]


@pytest.mark.django_db
def test_the_walk_sees_an_operation_that_lets_in_too_many_or_too_few() -> None:
    permitted, other = key_of("administrator"), key_of("partner")
    for key, allowed in ((permitted, True), (other, False), ("", False)):
        request = RequestFactory().get("/api/v1/", headers={"authorization": f"Bearer {key}"} if key else {})
        found = key_in_use(key, now=timezone.now()) if key else None
        request.asker = asker_of_key(found) if found else NOBODY  # type: ignore[attr-defined]
        guard = needing(next(each for each in all_permissions() if each.code == "operations.see"))["auth"]
        if allowed:
            assert guard(request).is_somebody
        else:
            with pytest.raises(Refused):
                guard(request)
