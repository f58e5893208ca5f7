"""A second factor by code: set up, shown, used up."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from zenne.accounts.models import Person
from zenne.accounts.rules.proofs import Proof, proof_in
from zenne.accounts.tests.builders import a_person, signed_in
from zenne.core.access.public import Assurance
from zenne.core.audit.public import AuditRecord

pytestmark = pytest.mark.django_db
BY_EMAIL = Proof(assurance=Assurance.EMAIL, way="email")
PAGE = "/en/my/second-factor/"


def code_of(secret: str, *, later: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def set_up(browser: Client) -> tuple[str, list[str]]:
    """Add an app; the secret and the codes on paper."""
    shown = re.search(r"Key: <code>([A-Z2-7 ]+)</code>", browser.get(PAGE).content.decode())
    assert shown
    secret = shown[1].replace(" ", "")
    page = browser.post(f"{PAGE}add/", {"code": code_of(secret)}).content.decode()
    return secret, re.findall(r"<li><code>(\d{8})</code>", page)


def is_proved(browser: Client) -> bool:
    return proof_in(browser.session).second_factor


def again(person: Person) -> Client:
    return signed_in(person, proof=BY_EMAIL)


def test_an_app_is_set_up_with_its_first_code_and_gives_codes_on_paper() -> None:
    browser = signed_in(a_person(), proof=BY_EMAIL)
    secret, codes = set_up(browser)
    assert len(codes) == 10
    assert is_proved(browser)
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))


def test_a_wrong_first_code_sets_nothing_up() -> None:
    browser = signed_in(a_person(), proof=BY_EMAIL)
    browser.get(PAGE)
    assert browser.post(f"{PAGE}add/", {"code": "000000"}).status_code == 422
    assert not Authenticator.objects.exists()


def test_staff_are_asked_for_their_second_factor_and_come_back() -> None:
    person = a_person(roles=("administrator",))
    secret, _ = set_up(again(person))
    browser = again(person)
    response = browser.get("/en/staff/roles/")
    assert response.headers["Location"] == "/en/my/second-factor/?next=%2Fen%2Fstaff%2Froles%2F"
    done = browser.post(PAGE, {"code": code_of(secret, later=1), "next": "/en/staff/roles/"})
    assert done.headers["Location"] == "/en/staff/roles/"
    assert browser.get("/en/staff/roles/").status_code == 200


def test_a_code_works_once() -> None:
    person = a_person()
    secret, _ = set_up(again(person))
    used = code_of(secret, later=1)
    assert again(person).post(PAGE, {"code": used}).status_code == 302
    assert again(person).post(PAGE, {"code": used}).status_code == 422


def test_a_code_on_paper_works_once_and_may_be_typed_with_spaces() -> None:
    person = a_person()
    _, codes = set_up(again(person))
    typed = f"{codes[0][:4]} {codes[0][4:]}"
    assert again(person).post(PAGE, {"code": typed}).status_code == 302
    assert again(person).post(PAGE, {"code": typed}).status_code == 422


def test_five_wrong_codes_are_enough() -> None:
    person = a_person()
    secret, _ = set_up(again(person))
    browser = again(person)
    for _attempt in range(5):
        browser.post(PAGE, {"code": "000000"})
    response = browser.post(PAGE, {"code": code_of(secret, later=1)})
    assert "Too many codes" in response.content.decode()


def test_who_has_a_factor_changes_nothing_without_it() -> None:
    person = a_person()
    set_up(again(person))
    browser = again(person)
    factor = Authenticator.objects.get(type="totp")
    browser.post(f"{PAGE}{factor.pk}/remove/")
    browser.post(f"{PAGE}add/", {"credential": "{}"})
    assert Authenticator.objects.filter(type="totp").count() == 1
    assert Authenticator.objects.count() == 2


def test_the_codes_on_paper_go_with_the_last_factor() -> None:
    browser = signed_in(a_person(), proof=BY_EMAIL)
    set_up(browser)
    browser.post(f"{PAGE}{Authenticator.objects.get(type='totp').pk}/remove/")
    assert not Authenticator.objects.exists()


def test_setting_up_and_taking_away_is_written_down() -> None:
    person = a_person()
    browser = again(person)
    set_up(browser)
    app = Authenticator.objects.get(type="totp")
    browser.post(f"{PAGE}{app.pk}/remove/")
    browser.post(f"{PAGE}{app.pk}/remove/")
    written = AuditRecord.objects.filter(about=person.key).order_by("pk")
    assert [(each.action, each.details) for each in written] == [
        ("accounts.add-second-factor", {"kind": "app"}),
        ("accounts.remove-second-factor", {"kind": "totp"}),
    ]


def test_nobody_takes_away_the_factor_of_somebody_else() -> None:
    set_up(again(a_person("Ada")))
    other = signed_in(a_person("Eve"))
    other.post(f"{PAGE}{Authenticator.objects.get(type='totp').pk}/remove/")
    assert Authenticator.objects.filter(type="totp").exists()


@pytest.mark.parametrize("credential", ["{}", "[]", "not json", '{"id": "x", "response": {}}', "x" * 30_000])
def test_a_passkey_that_is_none_is_refused(credential: str) -> None:
    browser = signed_in(a_person(), proof=BY_EMAIL)
    browser.get(PAGE)
    assert browser.post(f"{PAGE}add/", {"credential": credential}).status_code == 422
    assert not Authenticator.objects.exists()
