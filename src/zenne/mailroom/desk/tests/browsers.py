"""Browsers of those who answer letters."""

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from zenne.accounts.public import Person, Proof, Team, TeamMembership, sign_in
from zenne.core.access.public import Assurance


def in_team(name: str, team: str = "population") -> Client:
    """A browser of somebody who has a place in a team."""
    person = Person.objects.create(name=name)
    place, _ = Team.objects.get_or_create(key=team, defaults={"name": {"nl": team, "en": team}})
    TeamMembership.objects.create(person=person, team=place, granted_by="system")
    return signed_in(person)


def signed_in(person: Person) -> Client:
    """A browser in which somebody is signed in, with everything proved."""
    request = HttpRequest()
    request.session = Client().session
    sign_in(request, person=person, proof=Proof(Assurance.HIGH, "test", second_factor=True))
    request.session.save()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser
