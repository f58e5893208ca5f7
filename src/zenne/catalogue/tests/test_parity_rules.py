"""How near each branch comes to a full city hall."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.catalogue.rules.parity import BranchFacts, GapKind, OfferFacts, WeekHours, compare, week_hours
from zenne.core.calendar.public import DaysOff, OpeningHours

BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = datetime(2026, 11, 23, tzinfo=BRUSSELS).date()
DAYTIME = WeekHours(timedelta(hours=35))
LATE = WeekHours(timedelta(hours=37), evening=timedelta(hours=2))


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def branch(
    slug: str, latitude: float, *services: str, late: tuple[str, ...] = (), languages: tuple[str, ...] = ("nl", "fr")
) -> BranchFacts:
    offers = {service: OfferFacts(languages, LATE if service in late else DAYTIME) for service in services}
    return BranchFacts(slug, latitude, 4.35, languages, DAYTIME, offers)


def in_languages(facts: BranchFacts, **languages: tuple[str, ...]) -> BranchFacts:
    """A branch with other languages for some of its services."""
    own = {service: OfferFacts(spoken, facts.offers[service].hours) for service, spoken in languages.items()}
    return replace(facts, offers={**facts.offers, **own})


def test_a_service_that_is_needed_more_often_counts_more() -> None:
    parity = compare([branch("a", 50.8, "passport"), branch("b", 50.9, "burial")], {"passport": 90, "burial": 10})
    assert [figure.coverage for figure in parity.figures] == [0.9, 0.1]


def test_a_service_that_is_hardly_needed_still_counts() -> None:
    [figure] = compare([branch("a", 50.8, "passport")], {"passport": 1, "rare": 0}).figures
    assert figure.coverage == 0.5


def test_what_is_no_counter_service_does_not_count() -> None:
    [figure] = compare([branch("a", 50.8, "passport", "online-only")], {"passport": 50}).figures
    assert (figure.coverage, figure.services) == (1, 1)


def test_a_missing_service_names_the_nearest_branch_that_offers_it() -> None:
    branches = [branch("a", 50.80), branch("b", 50.90, "burial"), branch("c", 50.82, "burial")]
    [gap] = compare(branches, {"burial": 10}).gaps
    assert (gap.branch, gap.service, gap.kind, gap.go_to) == ("a", "burial", GapKind.SERVICE, "c")
    assert gap.metres == pytest.approx(2224, abs=2)


def test_a_service_that_is_nowhere_has_nowhere_to_go() -> None:
    [gap] = compare([branch("a", 50.8)], {"burial": 10}).gaps
    assert (gap.go_to, gap.metres) == (None, None)


def test_working_hours_alone_are_a_gap_where_another_branch_has_late_hours() -> None:
    branches = [branch("a", 50.8, "passport"), branch("b", 50.9, "passport", late=("passport",))]
    [gap] = compare(branches, {"passport": 90}).gaps
    assert (gap.branch, gap.kind, gap.go_to) == ("a", GapKind.LATE_HOURS, "b")


def test_working_hours_alone_are_no_gap_where_no_branch_has_late_hours() -> None:
    branches = [branch("a", 50.8, "passport"), branch("b", 50.9, "passport")]
    assert compare(branches, {"passport": 90}).gaps == ()


def test_a_language_of_the_city_is_a_gap_where_another_branch_has_the_service_in_it() -> None:
    branches = [
        branch("a", 50.80, "passport"),
        branch("b", 50.82, "passport", languages=("nl", "en")),
        branch("c", 50.90, "passport", languages=("nl", "fr", "en", "de", "ar")),
    ]
    gaps = {gap.branch: gap for gap in compare(branches, {"passport": 9}, languages=("nl", "fr", "en", "de")).gaps}
    assert {gap.kind for gap in gaps.values()} == {GapKind.LANGUAGES}
    assert (gaps["a"].languages, gaps["a"].go_to) == (("en", "de"), "c")  # both at once, although b is nearer
    assert gaps["b"].languages == ("fr", "de")
    assert "c" not in gaps


def test_a_language_that_the_branch_speaks_for_other_services_is_a_gap_too() -> None:
    there = branch("b", 50.9, "passport", "burial", languages=("nl", "ar"))
    here = in_languages(replace(there, slug="a", latitude=50.8), burial=("nl",))
    [gap] = compare([here, there], {"passport": 9, "burial": 1}, languages=("nl",)).gaps
    assert (gap.branch, gap.service, gap.languages, gap.go_to) == ("a", "burial", ("ar",), "b")


def test_a_language_in_which_no_branch_has_the_service_is_no_gap() -> None:
    branches = [branch("a", 50.8, "passport"), branch("b", 50.9, "passport")]
    assert compare(branches, {"passport": 9}, languages=("nl", "fr", "en")).gaps == ()


def test_the_share_of_languages_counts_each_service_by_need_and_each_language_the_same() -> None:
    languages = ("nl", "fr", "en", "de")
    everything = branch("b", 50.9, "passport", "burial", languages=languages)
    here = in_languages(replace(everything, slug="a"), burial=("nl", "fr"))
    figures = compare([here, everything], {"passport": 80, "burial": 20}, languages=languages).figures
    assert [round(figure.language_coverage, 6) for figure in figures] == [0.9, 1]
    assert [figure.coverage for figure in figures] == [1, 1]


def test_a_service_can_lack_both_late_hours_and_a_language() -> None:
    there = branch("b", 50.9, "passport", late=("passport",), languages=("nl", "en"))
    gaps = compare([branch("a", 50.8, "passport", languages=("nl",)), there], {"passport": 9}, languages=("en",)).gaps
    assert {gap.kind for gap in gaps} == {GapKind.LATE_HOURS, GapKind.LANGUAGES}


def test_a_city_without_branches_or_services_has_no_figures_to_show() -> None:
    assert compare([], {"passport": 90}).figures == ()
    assert compare([branch("a", 50.8)], {}).figures[0].coverage == 0


@pytest.mark.parametrize(
    ("expression", "total", "evening", "saturday"),
    [
        ("Mo-Fr 09:00-16:00; PH off", 35, 0, 0),
        ("Mo-Fr 09:00-16:00; Th 09:00-19:00; PH off", 38, 1, 0),
        ("Tu-Sa 09:00-12:00", 15, 0, 3),
        ("Th 18:00-20:00", 2, 2, 0),
        ("Sa 17:00-20:00; Su 17:00-18:00", 4, 0, 3),
        ("off", 0, 0, 0),
    ],
)
def test_the_hours_of_a_normal_week(expression: str, total: float, evening: float, saturday: float) -> None:
    found = OpeningHours(expression, BRUSSELS, DaysOff()).intervals(MONDAY, MONDAY + timedelta(days=27))
    assert week_hours(found, weeks=4) == WeekHours(hours(total), hours(evening), hours(saturday))


services = st.sampled_from(["a", "b", "c", "d", "e"])
offers = st.lists(st.tuples(st.sets(services), st.sets(services), st.floats(50, 51)), min_size=1, max_size=6)


@given(offers, st.dictionaries(services, st.integers(0, 100), min_size=1))
def test_full_coverage_is_exactly_no_missing_service(
    given_offers: list[tuple[set[str], set[str], float]], popularity: dict[str, int]
) -> None:
    branches = [
        branch(str(number), latitude, *offered, late=tuple(late & offered))
        for number, (offered, late, latitude) in enumerate(given_offers)
    ]
    parity = compare(branches, popularity)
    missing = {gap.branch for gap in parity.gaps if gap.kind == GapKind.SERVICE}
    for figure in parity.figures:
        assert 0 <= figure.coverage <= 1
        assert (figure.coverage == 1) == (figure.branch not in missing)
    for gap in parity.gaps:
        offering = [each for each in branches if gap.service in each.offers and each.slug != gap.branch]
        assert gap.go_to in {each.slug for each in offering} or not offering
