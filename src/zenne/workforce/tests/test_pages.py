"""The pages about colleagues, as browsers without JavaScript see them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from zenne.accounts.public import Person
from zenne.catalogue.public import Branch
from zenne.workforce.models import StaffMember
from zenne.workforce.tests.askers import browser_of, team_browser
from zenne.workforce.tests.builders import make_branch, make_member, make_service

pytestmark = pytest.mark.django_db
LIST, ADD, FILE = "/en/staff/colleagues/", "/en/staff/colleagues/add/", "/en/staff/colleagues/file/"


@pytest.fixture
def branch() -> Branch:
    make_service("passport")
    make_service("identity-card")
    make_service("permit", owner="works")
    return make_branch("centre")


def sent(**more: object) -> dict[str, object]:
    return {"name": "Ana", "branch": "centre", "languages": ["nl"], **more}


def test_a_colleague_is_added_with_everything_that_a_team_does(branch: Branch) -> None:
    browser = team_browser()
    answer = browser.post(
        ADD, sent(whole_groups="population", services=["permit"], other_languages="Turkish, ar"), follow=True
    )

    member = StaffMember.objects.get()
    assert "The colleague is added" in answer.content.decode()
    assert member.languages == ["nl", "tr", "ar"]
    assert set(member.services.values_list("slug", flat=True)) == {"passport", "identity-card", "permit"}
    shown = browser.get(f"{LIST}{member.key}/").content.decode()
    assert 'value="Turkish, Arabic"' in shown
    assert 'value="permit" checked' in shown


def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(branch: Branch) -> None:
    answer = team_browser().post(
        ADD, {"name": "", "branch": "centre", "other_languages": "Turkisch", "account": "x", "services": ["permit"]}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write a name." in page
    assert "Do you mean Turkish?" in page
    assert "Write an e-mail address" in page
    assert 'value="permit" checked' in page
    assert not StaffMember.objects.exists()


def test_somebody_without_any_language_is_not_added(branch: Branch) -> None:
    answer = team_browser().post(ADD, sent(languages=[]))
    assert "Choose at least one language." in answer.content.decode()


@pytest.mark.parametrize(
    "strange",
    [
        {"branch": "nowhere"},
        {"branch": "\0"},
        {"team": "x' OR 1=1"},
        {"services": ["no-such"]},
        {"languages": ["xx"]},
        {"name": "x" * 100_000},
        {"name": "\0"},
        {"other_languages": "\0, '; --"},
        {"account": f"{'a' * 300}@example.org"},
    ],
)
def test_hostile_input_is_refused_at_its_field(branch: Branch, strange: dict[str, object]) -> None:
    assert team_browser().post(ADD, sent(**strange)).status_code == 422
    assert not StaffMember.objects.exists()


def test_words_of_people_are_shown_as_words(branch: Branch) -> None:
    browser = team_browser()
    browser.post(ADD, sent(name="<script>alert(1)</script>"))
    assert "<script>alert" not in browser.get(LIST).content.decode()


def test_the_list_asks_as_often_for_many_as_for_few(
    branch: Branch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = team_browser()
    services = [make_service(f"service-{number}") for number in range(3)]
    for _ in range(2):
        make_member(branch, services=services)
    browser.get(LIST)
    with django_assert_max_num_queries(25) as few:
        browser.get(LIST)
    count = len(few)
    for _ in range(20):
        make_member(branch, services=services)
    with django_assert_num_queries(count):
        browser.get(LIST)


def test_a_colleague_leaves_after_a_page_that_says_what_becomes_of_their_shifts(branch: Branch) -> None:
    browser, member = team_browser(), make_member(branch)

    asked = browser.get(f"{LIST}{member.key}/leave/").content.decode()
    assert "not planned for anything" in asked
    assert StaffMember.objects.filter(left_at=None).exists()
    browser.post(f"{LIST}{member.key}/leave/")
    assert not StaffMember.objects.filter(left_at=None).exists()
    assert "1 colleague who left" in browser.get(LIST).content.decode()
    assert "Take back" in browser.get(f"{LIST}{member.key}/").content.decode()
    browser.post(f"{LIST}{member.key}/take-back/")
    assert StaffMember.objects.filter(left_at=None).exists()


def test_a_file_says_all_its_mistakes_and_then_is_taken_over(branch: Branch) -> None:
    browser = team_browser()
    head = "number;name;branch;languages;services\n"

    wrong = browser.post(FILE, {"file": SimpleUploadedFile("staff.csv", f"{head}1;;nowhere;nl;\n".encode())})
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "there are 2 mistakes" in page
    assert "We do not know “nowhere”." in page

    right = browser.post(FILE, {"file": SimpleUploadedFile("staff.csv", f"{head}1;Ana;centre;nl;passport\n".encode())})
    assert "1 added, 0 changed" in right.content.decode()
    assert browser.post(FILE, {}).status_code == 422
    assert browser.get(FILE).status_code == 200


def test_nobody_else_sees_a_colleague(branch: Branch) -> None:
    member = make_member(branch)
    resident = browser_of(Person.objects.create(name="Rita"))

    for path in (LIST, ADD, FILE, f"{LIST}{member.key}/", f"{LIST}{member.key}/leave/"):
        assert Client().get(path).status_code == 302
        refused = resident.get(path)
        assert refused.status_code == 403
        assert member.name not in refused.content.decode()
    assert resident.post(f"{LIST}{member.key}/leave/").status_code == 403
    assert StaffMember.objects.get().left_at is None


def test_residents_read_the_name_of_nobody_who_helps_them(branch: Branch) -> None:
    member = make_member(branch, key="zebedee")
    for path in ("/en/", "/en/branches/centre/", "/en/appointments/", "/en/branches/centre/screen/"):
        assert member.name not in Client().get(path).content.decode(), path
    assert Client().get("/en/search/?q=zebedee").content.decode().count("/en/staff/") == 0


def test_an_address_of_nobody_is_not_found(branch: Branch) -> None:
    browser = team_browser()
    for path in (f"{LIST}nobody/", f"{LIST}nobody/leave/", f"{LIST}nobody/take-back/"):
        assert browser.post(path).status_code == 404
    left = make_member(branch)
    StaffMember.objects.filter(pk=left.pk).update(left_at=timezone.now())
    assert browser.post(f"{LIST}{left.key}/", sent()).status_code == 422
