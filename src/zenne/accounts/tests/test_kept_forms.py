"""What was typed survives signing in and proving more."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from zenne.accounts.kept_forms import KEPT_FOR, LONGEST, forget_form, keep_form, kept_form
from zenne.accounts.sessions import SessionStore
from zenne.accounts.tests.builders import a_person, signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def keep(session: SessionBase, **fields: object) -> str:
    request = RequestFactory().post("/en/form/?a=1", fields)
    request.session = session
    return keep_form(request, now=NOW)


def test_what_was_sent_is_kept_for_an_hour_without_its_token() -> None:
    session = SessionStore()
    token = keep(session, text="Hé\nlo", many=["1", "2"], csrfmiddlewaretoken="secret")
    form = kept_form(session, token, now=NOW + KEPT_FOR - timedelta(seconds=1))
    assert form is not None
    assert form.path == "/en/form/?a=1"
    assert form.fields == (("text", "Hé\nlo"), ("many", "1"), ("many", "2"))
    assert kept_form(session, token, now=NOW + KEPT_FOR) is None


def test_the_names_of_files_are_kept_so_that_the_reader_is_told() -> None:
    session = SessionStore()
    form = kept_form(session, keep(session, file=SimpleUploadedFile("id.pdf", b"x")), now=NOW)
    assert form is not None
    assert form.files == ("id.pdf",)


def test_few_forms_are_kept_and_none_that_is_too_long() -> None:
    session = SessionStore()
    tokens = [keep(session, text=str(number)) for number in range(7)]
    assert kept_form(session, tokens[0], now=NOW) is None
    assert kept_form(session, tokens[6], now=NOW) is not None
    assert not keep(session, text="x" * (LONGEST + 1))


def test_a_form_that_is_dropped_is_gone() -> None:
    session = SessionStore()
    token = keep(session, text="x")
    forget_form(session, token, now=NOW)
    assert kept_form(session, token, now=NOW) is None


def test_a_form_that_was_sent_too_late_comes_back_after_signing_in(client: Client) -> None:
    response = client.post("/en/my/keys/", {"name": "Typed with <care>", "days": "30"})
    path = response.headers["Location"]
    assert path.startswith("/en/sign-in/?next=%2Fen%2Fmy%2Fcontinue%2F")
    token = client.session["kept_forms"].popitem()[0]
    browser = signed_in(a_person())
    session = browser.session
    session["kept_forms"] = client.session["kept_forms"]
    session.save()
    shown = browser.get(f"/en/my/continue/{token}/").content.decode()
    assert "Typed with &lt;care&gt;" in shown
    assert 'action="/en/my/keys/"' in shown
    browser.post(f"/en/my/continue/{token}/drop/")
    assert browser.get(f"/en/my/continue/{token}/").status_code == 410


def test_nobody_finds_what_somebody_else_typed() -> None:
    ada = signed_in(a_person("Ada"))
    session = ada.session
    token = keep(session, text="secret")
    session.save()
    assert signed_in(a_person("Eve")).get(f"/en/my/continue/{token}/").status_code == 410
