"""Weeks of letters that were counted, for tests."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from zenne.accounts.public import Person, Proof, Team, TeamMembership, sign_in
from zenne.core.access.public import Assurance
from zenne.mailroom.figures.models import LetterWeek

MONDAY = date(2026, 12, 7)


def figures(service: str = "passport", *, letters: int, week: date = MONDAY, **more: Any) -> LetterWeek:
    """What became of so many letters."""
    said = {"language": "nl", "channel": "mail", **more}
    return LetterWeek.objects.create(week=week, service=service, letters=letters, **said)


def browser_of_a_team() -> Client:
    """That of somebody who answers letters."""
    person = Person.objects.create(name="Jonas")
    team = Team.objects.create(key="some-team", name={"en": "Some team"})
    TeamMembership.objects.create(person=person, team=team, granted_by="system")
    request, browser = HttpRequest(), Client()
    request.session = browser.session
    sign_in(request, person=person, proof=Proof(Assurance.HIGH, "test", second_factor=True))
    request.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser
