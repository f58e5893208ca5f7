"""Browsers in which somebody is signed in."""

import re
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from zenne.accounts.public import Person, Proof, RoleGrant, sign_in
from zenne.core.access.public import Assurance


def browser_of(name: str, *, role: str) -> Client:
    """A browser with a session of a new person."""
    person = Person.objects.create(name=name)
    RoleGrant.objects.create(person=person, role=role, granted_by="system")
    return signed_in(person)


def browser_with_purpose(name: str, *, role: str) -> Client:
    """The same, of somebody who said what they need personal data for."""
    browser = browser_of(name, role=role)
    browser.post("/en/staff/purpose/", {"purpose": "correct", "task": "trees"})
    return browser


def signed_in(person: Person) -> Client:
    """A browser with a session of a person."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    sign_in(request, person=person, proof=Proof(assurance=Assurance.HIGH, way="test", second_factor=True))
    request.session.save()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser


def a_key(person: Person) -> str:
    """The text of a new API key of a person, made on their page."""
    page = signed_in(person).post("/en/my/keys/", {"name": "Study", "days": "90"}).content.decode()
    found = re.search(r"zenne_[A-Za-z0-9]{57}", page)
    assert found
    return found[0]
