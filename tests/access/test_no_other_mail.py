"""Nothing sends mail past the outbox: neither django-allauth, which could, nor anything else."""

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.architecture.tree import product_files
from zenne.accounts.tests.builders import a_person, signed_in
from zenne.accounts.tests.test_second_factor import PAGE, set_up
from zenne.core.outbox.public import Message, OutboxError
from zenne.web.settings import EMAIL_BACKEND

OUTBOX = "zenne.core.outbox.carriers.smtp"
"""The one place that talks to a mail server."""


def views(resolver: URLResolver) -> Iterator[Callable[..., Any]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry)
        elif isinstance(entry, URLPattern):
            yield inspect.unwrap(entry.callback)


def test_no_address_leads_to_a_view_of_django_allauth() -> None:
    with translation.override("en"):
        found = [view.__module__ for view in views(get_resolver())]
    assert len(found) > 40
    assert not [module for module in found if module.startswith("allauth")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "letter", ["account/email/unknown_account", "account/email/login_code", "mfa/email/totp_activated"]
)
def test_its_letters_are_refused_before_they_leave(settings: Settings, rf: RequestFactory, letter: str) -> None:
    settings.EMAIL_BACKEND = EMAIL_BACKEND
    written = {"signup_url": "/", "code": "1", "timestamp": None, "ip": "", "user_agent": ""}
    request = rf.get("/")
    request.content_version = "test"  # type: ignore[attr-defined]
    with request_context(request), pytest.raises(OutboxError, match="outbox"):
        get_adapter().send_mail(letter, "ada@example.org", written)


def test_django_itself_sends_none(settings: Settings) -> None:
    settings.EMAIL_BACKEND = EMAIL_BACKEND
    with pytest.raises(OutboxError):
        mail.send_mail("Subject", "Text", "city@example.org", ["ada@example.org"])


@pytest.mark.django_db
def test_setting_up_and_removing_a_second_factor_writes_no_mail(settings: Settings) -> None:
    settings.EMAIL_BACKEND = EMAIL_BACKEND
    person = a_person("Ada", email="ada@example.org")
    browser = signed_in(person)
    set_up(browser)
    [app, _codes] = Authenticator.objects.filter(user=person).order_by("pk")
    assert browser.post(f"{PAGE}{app.pk}/remove/").status_code == 302
    assert not Authenticator.objects.exists()
    assert not Message.objects.exists()


def test_no_module_sends_mail_by_itself() -> None:
    senders = {"django.core.mail", "smtplib"}
    found = {
        file.module
        for file in product_files()
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
        if name in senders
    }
    assert found == {OUTBOX}
