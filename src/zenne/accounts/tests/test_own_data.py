"""A person takes a copy of their data, and has it erased."""

import io
import json
import zipfile

import pytest
from pytest_django.fixtures import Settings

from zenne.accounts.models import Identity, Person
from zenne.accounts.rules.proofs import Proof
from zenne.accounts.tests.builders import a_person, signed_in
from zenne.accounts.tests.identity_provider import IdentityProvider
from zenne.core.access.public import Assurance

pytestmark = pytest.mark.django_db


def test_the_copy_is_a_file_with_the_same_data_to_read_and_for_programs() -> None:
    browser = signed_in(a_person("Ada", email="ada@example.org"))
    answer = browser.post("/nl/my/data/copy/")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith('attachment; filename="my-data-')
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    assert archive.testzip() is None
    texts = {name: archive.read(name).decode() for name in archive.namelist()}
    programs = "".join(text for name, text in texts.items() if name.endswith(".json"))
    people = "".join(text for name, text in texts.items() if name.endswith(".html"))
    assert "ada@example.org" in programs
    assert "ada@example.org" in people
    assert all(json.loads(text) is not None for name, text in texts.items() if name.endswith(".json"))


def test_nothing_is_erased_by_a_click_alone() -> None:
    person = a_person("Ada")
    answer = signed_in(person).post("/en/my/data/erase/")
    assert answer.status_code == 422
    assert "Nothing was erased." in answer.content.decode()
    assert Person.objects.get(pk=person.pk).name == "Ada"


def test_erasure_signs_out_and_says_what_the_law_keeps() -> None:
    person = a_person("Ada", email="ada@example.org")
    browser = signed_in(person)
    answer = browser.post("/en/my/data/erase/", {"sure": "yes"}, follow=True)
    assert answer.status_code == 200
    assert "Your data is erased" in answer.content.decode()
    assert not Person.objects.filter(email="ada@example.org").exists()
    assert not Person.objects.filter(name="Ada").exists()
    assert browser.get("/en/my/data/").status_code == 302


@pytest.mark.parametrize("path", ["/en/my/data/copy/", "/en/my/data/erase/"])
def test_an_address_alone_does_nothing(path: str) -> None:
    assert signed_in(a_person()).get(path).headers["Location"] == "/en/my/data/"


@pytest.mark.parametrize(("path", "form"), [("/en/my/data/copy/", {}), ("/en/my/data/erase/", {"sure": "yes"})])
def test_whoever_is_known_to_a_provider_gets_neither_with_a_link_alone(
    settings: Settings, path: str, form: dict[str, str]
) -> None:
    provider = IdentityProvider(issuer="http://127.0.0.1:9")
    settings.OIDC_PROVIDERS = provider.settings()
    person = a_person("Ada", email="ada@example.org")
    by_link = signed_in(person, proof=Proof(assurance=Assurance.EMAIL, way="email"))
    assert by_link.post(path, form, follow=True).status_code == 200
    person = a_person("Grace", email="grace@example.org")
    Identity.objects.create(person=person, issuer=provider.issuer, subject="grace")
    refused = signed_in(person, proof=Proof(assurance=Assurance.EMAIL, way="email")).post(path, form)
    assert refused.headers["Location"].startswith("/en/sign-in/?next=%2Fen%2Fmy%2Fcontinue%2F")
    assert "level=low" in refused.headers["Location"]
    assert Person.objects.get(pk=person.pk).name == "Grace"
    proved = signed_in(person, proof=Proof(assurance=Assurance.LOW, way="test"))
    assert proved.post(path, form, follow=True).status_code == 200
