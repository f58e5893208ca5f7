"""Every kind of mistake in a city folder has its file, its line and a sentence."""

from pathlib import Path

import pytest

from zenne.catalogue.actions.load_city import check_city_folder
from zenne.catalogue.tests.city_folders import CITIES, edit, mistakes_of, small_city, write

CITY, PASSPORT, BRANCH = "city.yaml", "services/passport/service.yaml", "branches/centre/branch.yaml"
WORDS = "services/passport/nl.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "mistake"),
    [
        (CITY, "languages: [nl, fr]\n", "languages: [nl, xx]\n", "1: The interface does not exist in “xx”"),
        (CITY, "official_languages: [nl]", "official_languages: [nl, de]", "2: The official language “de” is not one"),
        (CITY, "Europe/Brussels", "Europe/Bruges", "3: “Europe/Bruges” is not a time zone"),
        (CITY, "country: BE", "country: XX", "4: The public holidays of “XX” are not known"),
        (CITY, "country: BE", "country: Belgium", "4: “country”: string should match pattern"),
        (CITY, "country: BE\n", "", "1: “country” is missing."),
        (CITY, "country: BE\n", "country: BE\ncuontry: BE\n", "5: “cuontry” is not a key of this file."),
        (CITY, "country: BE\n", "country: BE\ncountry: FR\n", "5: “country” stands here twice."),
        (CITY, "https://www.city", "ftp://www.city", "5: “website”: string should match pattern"),
        (CITY, "50.85", "95.85", "9: “centre.0”: input should be less than or equal to 90."),
        (CITY, "09:00-15:00", "15:00-09:00", "13: The office hours of friday, “15:00-09:00”, end before they begin."),
        (CITY, "09:00-15:00", "09:00-24:30", "13: The office hours of friday, “09:00-24:30”, are not times of a day."),
        (CITY, "friday:", "freeday:", "13: “calendar.office_hours.freeday” must be one of"),
        (CITY, "2026-12-24", "2026-12-32", "15: “2026-12-32” cannot be read; put it in quotes."),
        (CITY, "2026-11-01", "2026-11-03", "17: 2026-11-03 is not a public holiday, so 2026-11-02 cannot replace it."),
        (CITY, "2026-11-02", "2026-11-11", "17: 2026-11-11 is a public holiday itself, so it replaces nothing."),
        (CITY, "key: travel,", "key: Travel,", "19: “life_events.0.key”: string should match pattern"),
        (CITY, "key: travel,", "key: trip,", "19: There is no life event “travel”."),
        (CITY, "streets.geojson", "nowhere.geojson", "7: “nowhere.geojson” is missing or cannot be read."),
        (PASSPORT, "topic: identity", "topic: identiti", "2: There is no topic “identiti”."),
        (PASSPORT, "department: population", "department: nobody", "1: There is no department “nobody”."),
        (PASSPORT, "[residents]", "[everybody]", "4: “audience.0” must be one of"),
        (PASSPORT, "popularity: 90", "popularity: 101", "5: “popularity”: input should be less than or equal to 100."),
        (PASSPORT, "minutes: 15", "minutes: 0", "8: “channels.counter.minutes”: input should be greater than"),
        (PASSPORT, '"75.00"', "75.00", '11: “costs.0.amount”: an amount must be in quotes, as in "75.00".'),
        (PASSPORT, '"75.00"', '"-75.00"', "11: “costs.0.amount”: input should be greater than or equal to 0."),
        (PASSPORT, "P6D", "6 days", "12: “processing_time”: “6 days” is not a duration"),
        (PASSPORT, "P6D", "P6D\nanswer_within: P3D", "13: “answer_within”: “P3D” is not within two working days"),
        (PASSPORT, "P6D", "P6D\nanswer_within: PT20M", "13: “answer_within”: “PT20M” is not within two working days"),
        (PASSPORT, "P6D", "P6D\nanswer_within: PT0H", "13: “answer_within”: “PT0H” is not within two working days"),
        (PASSPORT, "P6D", "P6D\nanswer_within: soon", "13: “answer_within”: “soon” is not a duration"),
        (PASSPORT, "[photo]", "[photo, photo]", "9: “photo” stands in “requirements” twice."),
        (PASSPORT, "outputs: [passport]", "outputs: []", "13: “outputs” needs at least 1."),
        (PASSPORT, "[certificate]", "[wedding]", "16: There is no service “wedding”."),
        (WORDS, "name: Reispas", f"name: {'Reispas' * 10}", "1: “name” is longer than 60 characters."),
        (WORDS, "name: Reispas", "name: 12", "1: “name” must be text; put it in quotes."),
        (WORDS, "{photo: Een foto}", "{picture: Een foto}", "4: “requirements.picture” has words here but no facts."),
        (WORDS, "{photo: Een foto}", "{}", "4: The words of “requirements.photo” are missing."),
        (WORDS, "synonyms:", "channels: {post: Per brief}\nsynonyms:", "8: “post” is not a channel of this service."),
        (WORDS, "name: Reispas", "name: [", "3: This is not valid YAML"),
        (BRANCH, "Mo-Fr 08:30-16:00", "Mo-Fr 08:30-", "7: "),
        (BRANCH, "Tu 09:00-12:00", "Tuesdays", "11: "),
        (BRANCH, "[nl, fr]", "[nl, qqq]", "9: “qqq” is not an ISO 639 language code."),
        (BRANCH, "passport:", "wedding:", "11: There is no service “wedding”."),
        (BRANCH, "passport:", "certificate:", "11: “certificate” has no counter channel, so a branch cannot offer it."),
        (BRANCH, "kind: branch", "kind: castle", "1: “kind” must be one of"),
        (BRANCH, "desks: 3", "desks: many", "8: “desks”: input should be a valid integer"),
        ("streets.geojson", '"LineString"', '"Circle"', "Feature 1 of “streets.geojson”: a street needs"),
        ("streets.geojson", '"FeatureCollection",', '"FeatureCollection" x', "“streets.geojson”, line 1: this is not"),
        ("streets.geojson", "Rue des Halles", "Rue\\u0000", "Feature 1 of “streets.geojson”: a name has a control"),
        ("streets.geojson", "4.349", "NaN", "Feature 1 of “streets.geojson”: a street needs"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(file: str, old: str, new: str, mistake: str, tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    edit(folder / file, old, new)

    told = mistakes_of(folder)

    where = "city.yaml:7: " if file == "streets.geojson" else f"{file}:"
    if "There is no life event" in mistake:
        where, mistake = f"{PASSPORT}:", "3: There is no life event “travel”."
    assert [each for each in told if each.startswith(where + mistake)], told


def test_all_mistakes_of_all_files_are_told_at_once_in_order(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    edit(folder / CITY, "country: BE", "country: XX")
    edit(folder / PASSPORT, "P6D", "soon")
    edit(folder / BRANCH, "desks: 3", "desks: 0")
    (folder / "branches/centre/nl.yaml").unlink()
    write(folder / "services/passport/old.txt", "left behind")

    told = mistakes_of(folder)

    assert [each.split(":", 1)[0] for each in told] == [
        "branches/centre/branch.yaml",
        "branches/centre/nl.yaml",
        "city.yaml",
        "services/passport/old.txt",
        "services/passport/service.yaml",
    ]


def test_a_mistake_in_a_file_hides_none_of_the_others_in_it_or_around_it(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    edit(folder / PASSPORT, "popularity: 90", "popularity: 950")
    edit(folder / PASSPORT, "topic: identity", "topic: identiti")
    edit(folder / PASSPORT, "[residents]", "[everybody]")
    edit(folder / WORDS, "name: Reispas", f"name: {'Reispas' * 10}")
    edit(folder / WORDS, "{photo: Een foto}", "{picture: Een foto}")
    edit(folder / CITY, "country: BE", "country: Belgium")
    edit(folder / CITY, "09:00-15:00", "15:00-09:00")
    edit(folder / BRANCH, "desks: 3", "desks: many")
    edit(folder / BRANCH, "Tu 09:00-12:00", "Tuesdays")

    told = mistakes_of(folder)

    for part in (
        "“desks”", "branch.yaml:11", "“country”", "The office hours of friday", "“audience.0”", "“popularity”",
        "There is no topic “identiti”.", "“name” is longer", "“requirements.picture” has words here but no facts.",
        "The words of “requirements.photo” are missing.",
    ):  # fmt: skip
        assert [each for each in told if part in each], (part, told)
    assert len(told) == 10


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CITY, "key: identity,", "key: Identity,"),
        (CITY, "office_hours:", "opening:"),
        (CITY, "[nl, fr]\n", "nl\n"),
        (PASSPORT, "minutes: 15", "minutes: 0"),
        (PASSPORT, "[photo]", "photo"),
        (PASSPORT, "popularity: 90", "popularity: 90\nextra: 1"),
        (WORDS, "{photo: Een foto}", "Een foto"),
        (BRANCH, "passport:", "passport: {hours: 12}\n  Passport:"),
    ],
)
def test_what_cannot_be_read_is_told_once_and_blamed_on_no_other_file(
    file: str, old: str, new: str, tmp_path: Path
) -> None:
    folder = small_city(tmp_path)
    edit(folder / file, old, new)

    assert {each.split(":")[0] for each in mistakes_of(folder)} == {file}


def test_a_day_is_a_closing_day_once_and_a_holiday_is_replaced_once(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    closing, replacing = (
        "    - {date: 2026-12-24, key: christmas-eve}\n",
        "holiday: 2026-11-01, observed: 2026-11-02}\n",
    )
    edit(folder / CITY, closing, closing * 2)
    edit(folder / CITY, replacing, f"{replacing}    - {{{replacing}")

    assert mistakes_of(folder) == [
        "city.yaml:16: 2026-12-24 is a closing day twice.",
        "city.yaml:19: 2026-11-01 is replaced twice.",
        "city.yaml:19: 2026-11-02 replaces more than one public holiday.",
    ]


def test_a_folder_name_is_a_slug(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    (folder / "branches/centre").rename(folder / "branches/The Centre")

    assert mistakes_of(folder)[0].startswith(
        "branches/The Centre/branch.yaml:1: The folder's name “The Centre” must be"
    )


def test_without_the_citys_facts_nothing_else_is_told(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    (folder / CITY).unlink()

    assert mistakes_of(folder) == ["city.yaml:1: The file is missing or cannot be read."]


def test_a_small_city_and_the_cities_of_the_repository_have_no_mistakes(tmp_path: Path) -> None:
    for folder in (small_city(tmp_path), CITIES / "brussels", CITIES / "eupen"):
        assert check_city_folder(folder).folder.services


def test_the_services_of_brussels_that_people_use_most_are_there_in_german_too() -> None:
    services = check_city_folder(CITIES / "brussels").folder.services.values()
    used_most = sorted(services, key=lambda service: -service.facts.source.data["popularity"])[:20]

    assert [service.slug for service in used_most if "de" not in service.words] == []
