"""How long a service takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.catalogue.rules.durations import ServiceDuration, parse_duration


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("PT20M", 20, "minutes"), ("PT2H", 2, "hours"), ("P6D", 6, "days"), ("P3W", 3, "weeks"), ("P4M", 4, "months")],
)
def test_a_duration_is_a_number_of_one_unit(text: str, number: int, unit: str) -> None:
    assert parse_duration(text) == ServiceDuration(number, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "6D", "P", "PT", "P6", "P1Y", "P1DT2H", "P-6D", "p6d", "P6D ", "P٦D\n", "P1000D"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration such as PT20M"):
        parse_duration(text)


@given(st.text(max_size=12))
def test_a_text_is_read_whole_or_refused(text: str) -> None:
    try:
        read = parse_duration(text)
    except ValueError:
        return
    assert text in {f"P{read.number}{read.unit[0].upper()}", f"PT{read.number}{read.unit[0].upper()}"} or "0" in text
