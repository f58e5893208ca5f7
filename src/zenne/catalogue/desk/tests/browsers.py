"""Browsers in which somebody is signed in, and forms as they fill them."""

import re
from html import unescape
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from zenne.accounts.public import Person, Proof, RoleGrant, sign_in
from zenne.core.access.public import Assurance


def browser_of(name: str, *, role: str = "administrator") -> Client:
    """A browser with a session of a new person."""
    person = Person.objects.create(name=name)
    if role:
        RoleGrant.objects.create(person=person, role=role, granted_by="system")
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    sign_in(request, person=person, proof=Proof(assurance=Assurance.HIGH, way="test", second_factor=True))
    request.session.save()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser


def page(browser: Client, path: str) -> str:
    """A page that must be there."""
    answer = browser.get(path)
    assert answer.status_code == 200, f"{path} answers {answer.status_code}"
    return answer.content.decode()


def filled(browser: Client, path: str, texts: dict[str, str]) -> dict[str, str]:
    """What a browser sends when these texts are typed into the form of a page."""
    return fields_in(page(browser, path)) | {f"{each}-text": text for each, text in texts.items()}


def fields_in(shown: str) -> dict[str, str]:
    """The hidden fields and texts of the form on a page, as they were filled."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', shown)
    texts = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', shown, re.DOTALL)
    fields = {name: unescape(value) for name, value in [*hidden, *texts]}
    fields.pop("csrfmiddlewaretoken", None)
    return fields
