"""People for tests, and browsers in which they are signed in."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from zenne.accounts.actions.sign_in import sign_in
from zenne.accounts.models import Person, RoleGrant
from zenne.accounts.rules.proofs import Proof
from zenne.accounts.sessions import SessionStore
from zenne.core.access.public import Assurance

EVERYTHING_PROVED = Proof(assurance=Assurance.HIGH, way="test", second_factor=True)


def a_person(name: str = "Ada", *, email: str | None = None, roles: tuple[str, ...] = ()) -> Person:
    person = Person.objects.create(name=name, email=email)
    for role in roles:
        give(person, role)
    return person


def give(person: Person, role: str) -> None:
    RoleGrant.objects.create(person=person, role=role, granted_by="system")


def signed_in(person: Person, *, proof: Proof = EVERYTHING_PROVED) -> Client:
    """A browser with a session of ``person``; everything is proved unless said otherwise."""
    request = HttpRequest()
    request.META["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    request.session = SessionStore()
    sign_in(request, person=person, proof=proof)
    request.session.save()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser


def at_work(person: Person) -> Client:
    """A browser of somebody who said what they need personal data for."""
    browser = signed_in(person)
    session = browser.session
    until = (timezone.now() + timedelta(hours=1)).isoformat()
    session["purpose"] = {"code": "answer", "task": "letter 12", "until": until}
    session.save()
    return browser
