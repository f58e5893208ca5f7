"""The week of a branch, of a service there and of its telephone, side by side."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from zenne.catalogue import visits
from zenne.catalogue.models import Branch, Offering, PublicService
from zenne.catalogue.rules.parts import Channel, ChannelKind
from zenne.catalogue.tests.place_builders import small_city
from zenne.catalogue.visits import WayIn
from zenne.catalogue.weeks import Column, branch_week, common, week_table
from zenne.core.calendar.public import Interval
from zenne.core.content.public import announce_change, current_version
from zenne.core.languages.public import Translated

START = datetime(2026, 11, 2, tzinfo=UTC)
moments = st.lists(st.integers(0, 200), max_size=8, unique=True).map(sorted)


def intervals(minutes: list[int]) -> list[Interval]:
    ends = [START + timedelta(minutes=each) for each in minutes]
    return [Interval(*pair) for pair in zip(ends[::2], ends[1::2], strict=False)]


@given(moments, moments)
def test_what_lies_in_both_is_open_when_both_are(some: list[int], others: list[int]) -> None:
    one, two = intervals(some), intervals(others)
    both = common(one, two)
    for minute in range(200):
        at = START + timedelta(minutes=minute, seconds=30)
        expected = all(any(each.start <= at < each.end for each in found) for found in (one, two))
        assert any(each.start <= at < each.end for each in both) == expected
    assert both == sorted(both)


@pytest.fixture
def branch(db: None) -> Branch:
    small_city()
    return Branch.objects.get(slug="centre")


def page(path: str) -> str:
    announce_change()
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def hours_of(column: Column) -> list[str]:
    """A week from a Monday, as a clock shows it."""
    monday = datetime(2037, 12, 7, 11, tzinfo=UTC)
    table = week_table([column], version=current_version(), at=monday)
    return [", ".join(f"{each.start:%H:%M}-{each.end:%H:%M}" for each in cells[0]) for _, cells in table.rows]


def test_a_column_shows_only_what_is_open_in_all_its_hours(branch: Branch) -> None:
    both = Column("", ("Mo-Fr 09:00-12:00,13:00-17:00", "Mo,We 11:00-14:00; Tu 18:00-20:00"))

    assert hours_of(both) == ["11:00-12:00, 13:00-14:00", "", "11:00-12:00, 13:00-14:00", "", "", "", ""]


def test_where_all_hours_are_the_same_there_is_no_table_to_compare(branch: Branch) -> None:
    assert branch_week(branch, version=current_version()) is None
    assert "<table" not in page("/en/branches/centre/")


def test_the_page_of_a_branch_shows_when_its_telephone_is_answered(branch: Branch) -> None:
    Branch.objects.update(phone_hours="Mo-Su,PH 07:15-07:45")

    shown = page("/en/branches/centre/")

    assert "By phone" in shown
    assert shown.count("7:15–") == 7


def test_ways_of_coming_with_hours_of_their_own_are_columns(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    Branch.objects.update(hours="24/7")
    monkeypatch.setattr(visits, "_ways", [lambda version, branch, service: [WayIn("On foot", "Mo-Su,PH 05:10-05:20")]])

    for path in ("/en/branches/centre/", "/en/services/passport/"):
        shown = page(path)
        assert ">On foot</th>" in shown
        assert shown.count("5:10–") == 7 * shown.count(">On foot</th>")


def test_the_page_of_a_service_shows_its_own_hours_at_a_branch_and_those_of_its_telephone(branch: Branch) -> None:
    Offering.objects.filter(branch=branch, service__slug="passport").update(hours="Mo-Su,PH 05:10-05:20")
    service = PublicService.objects.get(slug="passport")
    service.channels = (*service.channels, Channel(ChannelKind.PHONE, Translated({}), hours="Mo-Su,PH 06:10-06:20"))
    service.save()

    shown = page("/en/services/passport/")

    assert "Hours of this service here" in shown
    assert (shown.count("5:10–"), shown.count("6:10–")) == (7, 7)
