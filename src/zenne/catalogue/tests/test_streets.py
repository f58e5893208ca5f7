"""Named streets from GeoJSON with OpenStreetMap's keys."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.catalogue.rules.streets import InvalidStreet, middle_of, read_street, split_name

LINE = {"type": "LineString", "coordinates": [[4.35, 50.84], [4.36, 50.84], [4.37, 50.84]]}
degrees = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)


def feature(geometry: Any = LINE, **properties: Any) -> dict[str, Any]:
    return {"properties": {"name": "Avenue Louise - Louizalaan", **properties}, "geometry": geometry}


def test_both_names_stand_in_one_text() -> None:
    street = read_street(feature(), name_languages=["fr", "nl"])

    assert dict(street.name) == {"fr": "Avenue Louise", "nl": "Louizalaan"}


def test_a_name_with_its_language_goes_before_the_split() -> None:
    street = read_street(feature(**{"name:nl": "Louisalaan", "name:en": ""}), name_languages=["fr", "nl"])

    assert dict(street.name) == {"fr": "Avenue Louise", "nl": "Louisalaan"}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Louizalaan", ["Louizalaan", "Louizalaan"]),
        ("Quai A - B - Kaai A - B", ["Quai A - B", "Kaai A - B"]),
        ("A - B - C", ["A - B - C", "A - B - C"]),
        ("Nord-Sud", ["Nord-Sud", "Nord-Sud"]),
    ],
)
def test_a_name_splits_into_two_halves_or_not_at_all(name: str, parts: list[str]) -> None:
    assert split_name(name, 2) == parts


def test_other_names_and_the_postcode_are_kept() -> None:
    street = read_street(feature(alt_name="Louise; ;Louiza", postcode=1000), name_languages=["fr", "nl"])

    assert (street.other_names, street.postcode) == (("Louise", "Louiza"), "1000")
    assert street.key == "Avenue Louise|Louizalaan|1000"


def test_a_street_is_in_the_middle_of_its_longest_line() -> None:
    lines = [[[4.0, 50.0], [4.1, 50.0]], LINE["coordinates"]]

    assert read_street(feature(), name_languages=["fr", "nl"]).middle == pytest.approx((4.36, 50.84))
    several = read_street(feature({"type": "MultiLineString", "coordinates": lines}), name_languages=["fr", "nl"])
    assert several.middle == pytest.approx((4.36, 50.84))
    point = read_street(feature({"type": "Point", "coordinates": [4.4, 50.8]}), name_languages=["fr", "nl"])
    assert point.middle == (4.4, 50.8)


def test_heights_and_further_members_are_left_out() -> None:
    geometry = {"type": "LineString", "coordinates": [[4, 50, float("nan")], [5, 51, 12]], "note": "\x00"}

    kept = read_street(feature(geometry), name_languages=["fr", "nl"]).geometry

    assert kept == {"type": "LineString", "coordinates": [[4.0, 50.0], [5.0, 51.0]]}


@given(st.lists(degrees, min_size=1, max_size=6))
def test_the_middle_lies_within_the_bounds_of_the_line(line: list[tuple[float, float]]) -> None:
    longitude, latitude = middle_of(line)

    assert min(x for x, _ in line) - 1e-6 <= longitude <= max(x for x, _ in line) + 1e-6
    assert min(y for _, y in line) - 1e-6 <= latitude <= max(y for _, y in line) + 1e-6


@given(json_values, json_values)
def test_whatever_is_no_street_is_refused(properties: Any, geometry: Any) -> None:
    with pytest.raises(InvalidStreet):
        read_street({"properties": properties, "geometry": geometry}, name_languages=["fr", "nl"])
