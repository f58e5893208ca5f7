"""Browsers in which somebody is signed in."""

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
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    sign_in(request, person=person, proof=Proof(assurance=Assurance.HIGH, way="test", second_factor=True))
    request.session.save()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser
