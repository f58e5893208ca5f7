"""The short code of an appointment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.rules.codes import LARGEST, LETTERS, code_for, number_for

KEY, OTHER = b"k" * 32, b"o" * 32
numbers = st.integers(0, LARGEST)


@given(numbers)
def test_a_code_leads_back_to_its_number(number: int) -> None:
    code = code_for(number, key=KEY)
    assert len(code) == 7
    assert set(code) <= {*LETTERS, " "}
    assert number_for(code, key=KEY) == number


@given(numbers, numbers)
def test_no_two_numbers_have_one_code(one: int, other: int) -> None:
    assert (code_for(one, key=KEY) == code_for(other, key=KEY)) == (one == other)


@given(numbers)
def test_a_code_is_read_however_it_is_typed(number: int) -> None:
    code = code_for(number, key=KEY)
    for typed in (code.lower(), code.replace(" ", ""), f" {code.replace(' ', '-')} ", code.replace("0", "o")):
        assert number_for(typed, key=KEY) == number
    for digit, letters in (("1", "iIlL"), ("0", "oO")):
        for letter in letters:
            assert number_for(code.replace(digit, letter), key=KEY) == number


def test_codes_of_neighbours_and_of_other_installations_have_nothing_in_common() -> None:
    codes = [code_for(number, key=KEY) for number in range(2000)]
    assert len({code[:3] for code in codes}) > 1500
    assert not set(codes) & {code_for(number, key=OTHER) for number in range(2000)}


@pytest.mark.parametrize("typed", ["", "K7M", "K7M 4XPP", "K7M 4XU", "\x00" * 6, "ééé ééé", "²²²²²²", "9" * 10_000])
def test_what_is_no_code_is_no_number(typed: str) -> None:
    assert number_for(typed, key=KEY) is None


def test_a_number_without_a_code_is_refused() -> None:
    for number in (-1, LARGEST + 1):
        with pytest.raises(ValueError, match="has no code"):
            code_for(number, key=KEY)
