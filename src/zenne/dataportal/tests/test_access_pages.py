"""A steward says in the browser who sees what, and sees what that means."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from zenne.accounts.public import Person
from zenne.core.audit.public import AuditRecord
from zenne.core.languages.public import Translated
from zenne.dataportal.models import Dataset, Profile, ProfileGrant, Table
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import (
    Coarsening,
    Coarser,
    ColumnPolicy,
    Level,
    MandatoryFilter,
    Need,
    RowRule,
    TablePolicy,
)
from zenne.dataportal.tests.browsers import browser_of
from zenne.dataportal.tests.builders import a_dataset, a_table

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/data/trees/trees/access/"
PROFILES = "/en/staff/data/profiles/"
GRANTS = "/en/staff/data/grants/"
OFFICIAL = Need(Level.OFFICIAL)
REASONS = {f"t-reason_{code}": "It is about people." for code in ("nl", "fr", "en", "de")}
START = {"seen": "", "t-level": "public", "t-scope": "", **REASONS}
OWNER = {
    "columns": "c0",
    "c0-name": "owner",
    "c0-level": "official",
    "c0-scope": "",
    "c0-search_level": "official",
    "c0-search_scope": "",
}
FIRST = {"c0-rules": "c0r0", "c0r0-how": "first-letters", "c0r0-step": "1", "c0r0-level": "public", "c0r0-scope": ""}
HOSTILE = ["\0", "<script>alert(1)</script>", "remove:c0r", "remove:zz", "add-coarser:c999", ":::", "x" * 10_000]


@pytest.fixture
def steward() -> Client:
    return browser_of("Sofia", role="data-steward")


def trees(**more: Any) -> Table:
    columns = [("owner", ColumnType.TEXT), ("height", ColumnType.INTEGER), ("planted", ColumnType.DATE)]
    return a_table([("Ann", 12, "2020-05-01"), ("Bob", 3, None)], columns, **more)


def send(browser: Client, do: str = "save", **fields: Any) -> Any:
    return browser.post(PAGE, {**START, **fields, "do": do})


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


def ids(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]+)"', page)


def test_a_steward_protects_a_column_and_nobody_finds_it_any_more(steward: Client) -> None:
    table = trees()
    assert send(steward, **OWNER, **FIRST).status_code == 302
    table.refresh_from_db()
    assert table.policy.of("owner") == ColumnPolicy(OFFICIAL, (Coarser(Coarsening.FIRST_LETTERS),), OFFICIAL)
    rows = Client().get("/api/v1/datasets/trees/tables/trees/rows").json()["items"]
    assert sorted(row["owner"] for row in rows) == ["A", "B"]
    assert Client().get("/api/v1/datasets/trees/tables/trees/rows?owner=A").status_code == 422


def test_buttons_add_and_take_away_parts_and_keep_what_was_typed(steward: Client) -> None:
    trees()
    typed = {**OWNER, "c0-scope": "police", "t-reason_en": "Half a rea"}
    page = text(send(steward, "add-coarser:c0", **typed))
    assert (ids(page, "c0-rules"), 'value="police"' in page, "Half a rea" in page) == (["c0r0"], True, True)
    page = text(send(steward, "add-column", **typed, new_column="height"))
    assert ids(page, "columns") == ["c0", "c1"]
    page = text(send(steward, "add-rule", **typed))
    assert ids(page, "rules") == ["r0"]
    page = text(send(steward, "add-filter", **typed))
    assert ids(page, "filters") == ["f0"]
    page = text(send(steward, "remove:c0r0", **typed, **FIRST))
    assert (ids(page, "c0-rules"), ids(page, "columns")) == ([], ["c0"])
    assert ids(text(send(steward, "remove:c0", **typed)), "columns") == []
    assert Table.objects.get().policy == TablePolicy()


def test_only_ways_that_fit_the_type_are_offered(steward: Client) -> None:
    trees()
    page = text(send(steward, "add-coarser:c0", **{**OWNER, "c0-name": "planted"}))
    offered = re.findall(r'<option value="([^"]+)"', page[page.index("c0r0-how") :].partition("</select>")[0])
    assert offered == ["year", "month", "pseudonym"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"t-reason_fr": " ", **OWNER}, "Something is not for everybody. Write why"),
        ({**OWNER, "c0-scope": "Big Boss"}, "A right is written with small letters"),
        ({**OWNER, "c0-reason_nl": "Daarom."}, "Write this reason in each official language"),
        ({**OWNER, **FIRST, "c0r0-step": "many"}, "This must be a number"),
        ({**OWNER, **FIRST, "c0r0-step": "0"}, "Write a number above zero"),
        ({**OWNER, **FIRST, "c0r0-how": "year"}, "Select a valid choice"),
        ({**OWNER, **FIRST, "c0r0-level": "official"}, "may see it already"),
        ({**OWNER, "c0-level": ""}, "This field is required"),
        ({**OWNER, "c0-name": "ghost"}, "No version of the table has a column of this name"),
        ({"rules": "r0", "r0-column": "owner", "r0-level": "official"}, "Write at least one value"),
        (
            {"rules": "r0", "r0-column": "height", "r0-values": "tall", "r0-level": "official"},
            "cannot have such a value",
        ),
        ({"filters": "f0", "f0-columns": "ghost", "f0-level": "official"}, "No version of the table has a column"),
        (
            {"filters": "f0", "f0-columns": "owner", "f0-level": "official", **OWNER},
            "Readers who must name this column",
        ),
    ],
)
def test_what_makes_no_sense_is_said_at_the_field_and_nothing_is_saved(
    steward: Client, fields: dict[str, str], sentence: str
) -> None:
    trees()
    page = text(send(steward, **fields), 422)
    assert sentence in page
    assert "Nothing is saved yet" in page
    assert Table.objects.get().policy == TablePolicy()


def test_the_form_says_a_saved_policy_again(steward: Client) -> None:
    policy = TablePolicy(
        need=Need(Level.PARTNER, "parks"),
        columns={
            "height": ColumnPolicy(OFFICIAL, (Coarser(Coarsening.ROUNDED, Need(), 5),), Need(Level.PARTNER, "parks"))
        },
        row_rules=(RowRule("owner", ("Ann", "Bob, senior"), OFFICIAL),),
        mandatory_filters=(MandatoryFilter(("owner", "planted"), OFFICIAL),),
        reason=Translated(dict.fromkeys(("de", "en", "fr", "nl"), "It is about people.")),
    )
    trees(policy=policy)
    page = text(steward.get(PAGE))
    sent: dict[str, Any] = {"do": "look"}
    for field in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)
        if name and name[1] not in {"do", "csrfmiddlewaretoken"}:
            sent.setdefault(name[1], []).append(value[1] if value else "")
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]+)" selected', inner)
        sent[name] = chosen[1] if chosen else ""
    for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL):
        sent[name] = value.strip()
    again = text(steward.post(PAGE, {**sent, "do": "save"}), 302)
    assert again == ""
    assert [each.details for each in AuditRecord.objects.filter(action="data.protect")] == []
    assert Table.objects.get().policy == policy


def test_what_each_sees_is_what_the_planner_gives(steward: Client) -> None:
    Profile.objects.create(slug="study", title=Translated({"en": "Study"}), scopes=["parks"])
    policy = TablePolicy(
        columns={
            "owner": ColumnPolicy(Need(scope="parks")),
            "planted": ColumnPolicy(OFFICIAL, (Coarser(Coarsening.YEAR),), OFFICIAL),
        },
        row_rules=(RowRule("height", ("3",), OFFICIAL),),
    )
    trees(policy=policy)
    page = text(steward.get(PAGE))
    seen = {part.partition("</strong>")[0]: " ".join(part.split()) for part in page.split("<strong>")[1:]}
    everybody, study = seen["Everybody, without signing in"], seen["Profile: Study"]
    assert "1 column as it is, 1 less exact, 1 hidden · not all rows" in everybody
    assert "only the year" in everybody
    assert "can be read, but not searched" in everybody
    assert "Without rows in which height is one of: 3" in everybody
    assert "2 columns as they are, 1 less exact · not all rows" in study
    assert "2 columns as they are, 1 hidden" in seen["Officials"]


def test_looking_shows_what_would_be_and_saves_nothing(steward: Client) -> None:
    trees()
    page = text(send(steward, "look", **OWNER))
    assert "With what you typed. It is not saved yet." in page
    assert "2 columns as they are, 1 hidden" in " ".join(page.split())
    assert Table.objects.get().policy == TablePolicy()


def test_a_closed_table_is_told_to_nobody(steward: Client) -> None:
    trees(dataset=a_dataset(level=Level.OFFICIAL, is_listed=True), policy=TablePolicy())
    page = text(steward.get(PAGE))
    assert "does not know that the table exists" in page
    assert "They see that the data set exists" in page


def test_a_colleague_who_was_faster_is_not_overwritten(steward: Client) -> None:
    trees()
    send(steward, **OWNER)
    page = text(send(steward, **REASONS), 409)
    assert "A colleague changed who sees what meanwhile" in page
    assert Table.objects.get().policy.columns


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_form_breaks_nothing(steward: Client, hostile: str) -> None:
    trees()
    for fields in (
        {"do": hostile},
        {"columns": [hostile, "c0", "c0"], "c0-name": hostile, "do": "add-column", "new_column": hostile},
        {**OWNER, "c0-scope": hostile, "c0-rules": hostile, "t-level": hostile, "do": "save"},
        {"rules": "r0", "r0-column": hostile, "r0-values": hostile, "r0-level": "official", "do": "save"},
        {"filters": "f0", "f0-columns": hostile, "f0-level": "official", "do": "save"},
    ):
        answer = steward.post(PAGE, {**START, **fields})
        assert answer.status_code in {200, 422}
        assert "<script>alert" not in answer.content.decode()
    assert Table.objects.get().policy == TablePolicy()


@pytest.mark.parametrize("path", [PAGE, "/en/staff/data/trees/access/", PROFILES])
def test_only_stewards_open_these_pages(path: str) -> None:
    trees()
    assert browser_of("Paul", role="partner").get(path).status_code == 403
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("path", ["no/access/", "trees/no/access/", "profiles/no/"])
def test_what_is_not_there_is_not_found(steward: Client, path: str) -> None:
    trees()
    assert steward.get(f"/en/staff/data/{path}").status_code == 404


ACCESS = {"seen": "", "level": "official", "scope": "parks", "is_listed": "on"}


def test_who_may_see_a_data_set_is_said_on_its_own_page(steward: Client) -> None:
    a_dataset()
    reasons = {f"reason_{code}": "It is about people." for code in ("nl", "fr", "en", "de")}
    assert steward.post("/en/staff/data/trees/access/", {**ACCESS, **reasons}).status_code == 302
    dataset = Dataset.objects.get()
    assert (dataset.need, dataset.is_listed) == (Need(Level.OFFICIAL, "parks"), True)
    page = Client().get("/en/data/trees/").content.decode()
    assert "It is about people." in page


def test_a_listed_data_set_that_is_closed_needs_a_reason_in_each_language(steward: Client) -> None:
    a_dataset()
    page = text(steward.post("/en/staff/data/trees/access/", {**ACCESS, "reason_en": "People."}), 422)
    assert page.count("Say why it is not for everybody") == 3
    assert Dataset.objects.get().need == Need()


PROFILE = {"slug": "study", "title_en": "Study", "level": "partner", "scopes": "parks, housing"}


def test_a_profile_is_made_given_changed_and_taken_away(steward: Client) -> None:
    person = Person.objects.create(name="Amina", email="amina@example.org")
    assert steward.post(PROFILES, PROFILE).status_code == 302
    assert Profile.objects.get().scopes == ["housing", "parks"]
    given = {"profile": "study", "who": "amina@example.org", "ends_on": "2099-12-31"}
    assert steward.post(GRANTS, given).status_code == 302
    page = text(steward.get(PROFILES))
    assert "Amina (amina@example.org)" in page
    assert "Until 31 December 2099" in page
    changed = {**PROFILE, "slug": "studies", "level": "official", "scopes": ""}
    assert steward.post(f"{PROFILES}study/", changed).status_code == 302
    assert (Profile.objects.get().level, Profile.objects.get().slug) == ("official", "studies")
    assert steward.post(f"{GRANTS}take-away/", {"profile": "studies", "holder": person.key}).status_code == 302
    assert not ProfileGrant.objects.exists()


def test_a_wrong_profile_or_grant_is_said_at_the_field(steward: Client) -> None:
    assert "This profile gives nothing" in text(
        steward.post(PROFILES, {**PROFILE, "level": "public", "scopes": ""}), 422
    )
    assert "needs a title" in text(steward.post(PROFILES, {**PROFILE, "title_en": " "}), 422)
    steward.post(PROFILES, PROFILE)
    assert "already" in text(steward.post(PROFILES, PROFILE), 422)
    assert "needs a title" in text(steward.post(f"{PROFILES}study/", {**PROFILE, "title_en": ""}), 422)
    page = text(steward.post(GRANTS, {"profile": "study", "who": "no@example.org", "ends_on": "2001-01-01"}), 422)
    assert "Nobody has this e-mail address or key" in page
    assert "This day is over" in page


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_profiles_break_nothing(steward: Client, hostile: str) -> None:
    steward.post(PROFILES, PROFILE)
    fields = {"slug": hostile, "title_en": hostile, "level": hostile, "scopes": hostile}
    assert steward.post(PROFILES, fields).status_code == 422
    given = {"profile": hostile, "who": hostile, "ends_on": hostile}
    assert steward.post(GRANTS, given).status_code == 422
    assert steward.post(f"{GRANTS}take-away/", {"profile": hostile, "holder": hostile}).status_code == 302
    assert Profile.objects.count() == 1


def test_a_profile_is_deleted_on_a_page_that_says_who_loses_it(steward: Client) -> None:
    profile = Profile.objects.create(slug="grant", title=Translated({"en": "Research"}), scopes=["housing"])
    person = Person.objects.create(name="Amina", email="amina@example.org")
    ProfileGrant.objects.create(profile=profile, holder=person.key, granted_by="system", granted_at=timezone.now())
    assert "Delete this profile" in text(steward.get("/en/staff/data/profiles/grant/"))
    page = text(steward.get("/en/staff/data/profiles/grant/delete/"))
    assert ("Amina" in page, "1 person or key has this profile." in page) == (True, True)
    assert Profile.objects.exists()
    answer = steward.post("/en/staff/data/profiles/grant/delete/")
    assert answer["Location"] == "/en/staff/data/profiles/?done=deleted"
    assert not Profile.objects.exists()
    assert "Nobody has it any more." in text(steward.get(answer["Location"]))
    assert steward.get("/en/staff/data/profiles/grant/delete/").status_code == 404
    assert browser_of("Paul", role="partner").post("/en/staff/data/profiles/grant/delete/").status_code == 403
