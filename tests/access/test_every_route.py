"""Each address is asked for as nobody and as each role, and the answer compared with docs/permissions.md."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from django.utils import timezone

from tests.architecture.tree import ROOT
from zenne.accounts.public import ROLES, Person, Proof, RoleGrant, Team, TeamMembership, sign_in
from zenne.accounts.sessions import SessionStore
from zenne.core.access.public import Assurance
from zenne.core.languages.public import Translated

WHO = ("nobody", *(role.code for role in ROLES))
ROW = re.compile(r"^\| `(?:GET )?(/[^`]*)` \| `([^`]+)` \| (.+) \|$", re.MULTILINE)
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


def browser_of(who: str) -> Client:
    """A browser in which everything is proved and the purpose is said, with one role or none."""
    browser = Client(raise_request_exception=False)
    if who == "nobody":
        return browser
    person = Person.objects.create(name=who)
    if who == "team":
        team = Team.objects.create(key="a-team", name=Translated({"en": "A team"}))
        TeamMembership.objects.create(person=person, team=team, granted_by="system")
    elif who != "resident":
        RoleGrant.objects.create(person=person, role=who, granted_by="system")
    request = HttpRequest()
    request.session = SessionStore()
    sign_in(request, person=person, proof=Proof(Assurance.HIGH, "test", second_factor=True))
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
    expected = {path: marks[who] for path, marks in table().items() if not path.startswith("/api/v1/")}
    assert len(expected) > 40
    browser = browser_of(who)
    wrong = []
    for path, allowed in expected.items():
        if "sign-out" not in path and gets_in(browser.get(an_address(path))) != allowed:
            wrong.append(f"{path}: the document says {allowed}")
    assert not wrong
