"""Loading a city folder: all of it or nothing, and nothing twice."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zenne.accounts.public import Team
from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.city_folder.mistakes import BrokenFolder
from zenne.catalogue.models import Branch, City, Offering, PublicOrganisation, PublicService, Street
from zenne.catalogue.public import services
from zenne.catalogue.tests.city_folders import CERTIFICATE_WORDS, CITIES, edit, small_city, write
from zenne.core.calendar.public import WorkingCalendar, working_calendar
from zenne.core.content.public import current_version
from zenne.core.search.public import search

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
PASSPORT = "services/passport/service.yaml"


def slugs() -> list[str]:
    return sorted(service.slug for service in services())


def calendar() -> WorkingCalendar:
    return working_calendar(current_version())


def found(words: str) -> list[str]:
    return [hit.path for hit in search(query=words, language="nl").items]


def test_each_department_has_a_team(tmp_path: Path) -> None:
    load_city(small_city(tmp_path))

    assert {team.key: team.name for team in Team.objects.all()} == {
        row.key: row.name for row in PublicOrganisation.objects.all()
    }


def test_a_loaded_city_has_its_services_branches_streets_and_days(tmp_path: Path) -> None:
    changes = load_city(small_city(tmp_path))

    passport = PublicService.objects.get(slug="passport")
    assert (str(City.objects.get().name["nl"]), slugs()) == ("Stad", ["certificate", "passport"])
    assert passport.requirements[0].text["nl"] == "Een foto"
    assert [offering.languages for offering in Offering.objects.all()] == [["nl"]]
    assert Street.objects.get().name["nl"] == "Hallenstraat"
    assert not calendar().is_working_day(calendar().days_off.in_year(2026)[0].date)
    assert "/services/passport/" in found("paspoort")
    assert changes.any


def test_loading_twice_writes_nothing(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    load_city(folder)
    version = current_version()

    with CaptureQueriesContext(connection) as queries:
        changes = load_city(folder)

    assert not [query["sql"][:80] for query in queries if query["sql"].startswith(WRITES)]
    assert not changes.any
    assert current_version() == version


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    load_city(folder)
    version = current_version()
    edit(folder / PASSPORT, "popularity: 90", "popularity: 91")

    changes = load_city(folder)

    assert (changes.created, changes.updated, changes.retired) == ([], ["passport"], [])
    assert current_version() != version


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("city.yaml", "09:00-15:00", "09:00-15:30"),
        ("city.yaml", "observed: 2026-11-02", "observed: 2026-11-03"),
        ("nl.yaml", "Kerstavond", "De dag voor Kerstmis"),
        ("branches/centre/branch.yaml", "Tu 09:00-12:00", "We 09:00-12:00"),
        ("streets.geojson", "50.846", "50.845"),
        (PASSPORT, "life_events: [travel]\n", ""),
    ],
)
def test_every_change_begins_a_new_content_version(file: str, old: str, new: str, tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    load_city(folder)
    version = current_version()
    edit(folder / file, old, new)

    load_city(folder)

    assert current_version() != version


def test_what_vanished_is_retired_and_comes_back_as_it_was(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    load_city(folder)
    key = PublicService.objects.get(slug="certificate").pk
    (folder / "services/certificate").rename(tmp_path / "kept")
    edit(folder / PASSPORT, "related: [certificate]\n", "")

    changes = load_city(folder)

    assert changes.retired == ["certificate"]
    assert slugs() == ["passport"]
    assert PublicService.objects.get(slug="certificate").retired_at is not None
    assert found("attest") == []

    (tmp_path / "kept").rename(folder / "services/certificate")
    changes = load_city(folder)

    assert changes.updated == ["certificate"]
    assert PublicService.objects.get(slug="certificate", retired_at=None).pk == key
    assert "/services/certificate/" in found("attest")


def test_a_further_language_is_only_files(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    load_city(folder)
    edit(folder / "city.yaml", "languages: [nl, fr]\n", "languages: [nl, fr, de]\n")
    write(folder / "de.yaml", "{name: Stadt, long_name: Stadt, welcome: Willkommen}")
    write(folder / "services/certificate/de.yaml", CERTIFICATE_WORDS.replace("Attest", "Bescheinigung", 1))

    load_city(folder)

    assert PublicService.objects.get(slug="certificate").name["de"] == "Bescheinigung"
    assert list(City.objects.get().name) == ["nl", "fr", "de"]


def test_a_broken_folder_changes_nothing(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    load_city(folder)
    version = current_version()
    edit(folder / PASSPORT, "popularity: 90", "popularity: 10")
    edit(folder / "branches/centre/branch.yaml", "desks: 3", "desks: 0")

    with CaptureQueriesContext(connection) as queries, pytest.raises(BrokenFolder):
        load_city(folder)

    assert len(queries) == 0
    assert PublicService.objects.get(slug="passport").popularity == 90
    assert current_version() == version


@pytest.mark.django_db(transaction=True)
def test_a_failure_in_the_middle_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = small_city(tmp_path)
    load_city(folder)
    version, hits = current_version(), found("paspoort")
    edit(folder / PASSPORT, "popularity: 90", "popularity: 10")
    edit(folder / "services/passport/nl.yaml", "[paspoort]", "[zwemdiploma]")
    edit(folder / "city.yaml", "09:00-15:00", "09:00-12:00")

    def full_disk() -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("zenne.catalogue.actions.load_city.announce_change", full_disk)
        with pytest.raises(OSError, match="no space left"):
            load_city(folder)

    assert PublicService.objects.get(slug="passport").popularity == 90
    assert (current_version(), found("paspoort")) == (version, hits)
    assert found("zwemdiploma") == []
    assert load_city(folder).any


@pytest.mark.slow
@pytest.mark.parametrize("city", ["brussels", "eupen"])
def test_the_cities_of_the_repository_load_and_load_again(city: str) -> None:
    load_city(CITIES / city)

    assert not load_city(CITIES / city).any


def test_one_city_replaces_another(tmp_path: Path) -> None:
    load_city(CITIES / "eupen")
    load_city(small_city(tmp_path))

    assert slugs() == ["certificate", "passport"]
    assert [branch.slug for branch in Branch.objects.current()] == ["centre"]


def test_the_command_lists_all_mistakes_and_changes_nothing(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    edit(folder / "city.yaml", "country: BE", "country: XX")
    edit(folder / PASSPORT, "P6D", "soon")

    with pytest.raises(CommandError) as refused:
        call_command("load", str(folder))

    assert f"2 mistakes in {folder}; nothing was changed." in str(refused.value)
    assert "  city.yaml:4: The public holidays of “XX”" in str(refused.value)
    assert not City.objects.exists()


def test_the_command_can_only_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load", str(small_city(tmp_path)), "--check")

    assert capsys.readouterr().out == "No mistakes found.\n"
    assert not City.objects.exists()


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load", str(tmp_path / "nowhere"))
