"""What was typed survives signing in and proving more."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from zenne.accounts.kept_forms import (
    KEPT_FOR,
    LONGEST,
    KeptForm,
    forget_form,
    keep_form,
    kept_form,
    shown_fields,
)
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


def shown(path: str, **fields: object) -> str:
    """The page on which somebody sees again what they sent to ``path``."""
    browser = signed_in(a_person())
    session = browser.session
    request = RequestFactory().post(path, fields)
    request.session = session
    token = keep_form(request, now=timezone.now())
    session.save()
    return str(browser.get(f"/en/my/continue/{token}/").content.decode())


@pytest.mark.parametrize(
    ("path", "fields", "words", "names"),
    [
        (
            "/en/my/keys/",
            {"name": "Statistics", "days": "365", "scopes": ["tasks.see"]},
            ["Name, to know it again", "Valid for", 'value="365" selected>one year', "What it may do"],
            ["days", "scopes"],
        ),
        (
            "/nl/staff/purpose/",
            {"purpose": "rights", "task": "12", "next": "/en/staff/audit/"},
            ["What do you need the data for?", "A person asks for their data", "Which piece of work?"],
            ["purpose", "task", "next"],
        ),
        (
            f"/en/staff/messages/{UUID(int=1)}/close/?details=1",
            {"because": "Told by telephone"},
            ["Why nothing more is sent", "Told by telephone"],
            ["because"],
        ),
        (
            "/fr/staff/translations/de/service/passport/",
            {"name-text": "Reisepass", "channels.0.name-text": "Schalter", "name-start": "d1g35t", "do": "publish"},
            [">Name<", "How to ask for it", "Reisepass", "selected>Publish<", 'type="hidden" name="name-start"'],
            ["name-text", "name-start"],
        ),
    ],
)
def test_what_was_typed_stands_under_the_words_of_its_page(
    path: str, fields: dict[str, object], words: list[str], names: list[str]
) -> None:
    page = shown(path, **fields)
    for each in words:
        assert each in page
    labels = re.findall(r"<label[^>]*>(.*?)</label>", page)
    assert not set(labels) & set(names)
    assert "<code>" not in page.split("<main", 1)[1]


def test_what_nobody_named_is_shown_without_the_name_that_programs_use() -> None:
    page = shown("/en/nowhere/", some_column="What I wrote", other="<b>")
    assert "What I wrote" in page
    assert "&lt;b&gt;" in page
    assert re.findall(r"<label[^>]*>(.*?)</label>", page) == ["Field 1", "Field 2"]


@pytest.mark.parametrize(
    "name", ["code", "credential", "pin", "password", "new_password1", "api-token", "client_secret", "Password"]
)
def test_no_secret_is_kept_and_the_reader_is_told(name: str) -> None:
    session = SessionStore()
    token = keep(session, **{name: "s3cr3t", "text": "kept"})
    form = kept_form(session, token, now=NOW)
    assert form is not None
    assert form.fields == (("text", "kept"),)
    assert form.had_secrets
    assert "s3cr3t" not in str(dict(session))
    page = shown("/en/my/second-factor/", **{name: "s3cr3t", "next": "/en/my/"})
    assert "s3cr3t" not in page
    assert "Codes and passwords are not kept." in page


@given(
    path=st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(lambda text: f"/{text}"),
    name=st.text(max_size=20),
    value=st.text(max_size=40),
)
def test_whatever_was_sent_wherever_it_comes_back(path: str, name: str, value: str) -> None:
    fields = list(shown_fields(KeptForm(path, ((name, value),), ())))
    assert [(field.name, field.value) for field in fields] == [(name, value)]


def test_the_choices_of_a_form_that_is_not_for_the_reader_tell_nothing_about_people() -> None:
    a_person("Root Maes", email="root@example.org", roles=("administrator",))
    page = shown("/en/staff/roles/", who="root@example.org", role="administrator")
    assert "Role or team" in page
    assert "Root Maes" not in page
