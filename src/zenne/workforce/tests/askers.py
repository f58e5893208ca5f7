"""Who asks about colleagues, and browsers of theirs."""

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from zenne.accounts.public import Person, Proof, Team, TeamMembership, sign_in
from zenne.core.access.public import Asker, AskerKind, Assurance, codes
from zenne.core.languages.public import Translated
from zenne.workforce.permissions import MANAGE_STAFF

MANAGER = Asker(
    AskerKind.PERSON,
    "person:00000000-0000-0000-0000-0000000000aa",
    "Mia",
    frozenset({"team"}),
    codes([MANAGE_STAFF]),
    Assurance.HIGH,
)
RESIDENT = Asker(
    AskerKind.PERSON,
    "person:00000000-0000-0000-0000-0000000000ab",
    "Rita",
    frozenset({"resident"}),
    frozenset(),
    Assurance.HIGH,
)


def a_team(key: str = "population") -> Team:
    return Team.objects.get_or_create(key=key, defaults={"name": Translated({"en": key.title(), "nl": key.title()})})[0]


def browser_of(person: Person) -> Client:
    """A browser in which somebody is signed in, with everything proved."""
    request = HttpRequest()
    request.session = Client().session
    sign_in(request, person=person, proof=Proof(Assurance.HIGH, "test", second_factor=True))
    request.session.save()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser


def team_browser() -> Client:
    """A browser of somebody in a team."""
    person = Person.objects.create(name="Tina")
    TeamMembership.objects.create(person=person, team=a_team(), granted_by="system")
    return browser_of(person)
