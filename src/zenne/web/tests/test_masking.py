"""What never reaches a log line."""

import logging
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.web.masking import filled_in, masked, told_without_message, without_personal_data


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("to anna.peeters@example.org now", "to [e-mail] now"),
        ("root@localhost", "[e-mail]"),
        ("from 203.0.113.9:443", "from [address]:443"),
        ("from 2001:db8::1 and ::1", "from [address] and [address]"),
        ("2001:db8:0:0:1:2:3:4", "[address]"),
        ("number 85.07.30-033.28", "number [national number]"),
        ("number 85073003328.", "number [national number]."),
        ("BE71 0961 2345 6769", "[account]"),
        ("call +32 2 279 22 11 or 02/279.22.11", "call [phone] or [phone]"),
        ("/en/search/?q=Anna+Peeters HTTP", "/en/search/?… HTTP"),
        ("at 12:34:56 on 2026-11-24, 15.4 ms, worker 12345", "at 12:34:56 on 2026-11-24, 15.4 ms, worker 12345"),
    ],
)
def test_what_has_a_form_is_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert masked(masked(text)) == masked(text)


def test_a_message_of_a_library_keeps_its_numbers_only() -> None:
    assert filled_in("task %s of %s took %.1f s", (7, "Anna Peeters", 1.25)) == "task 7 of … took 1.2 s"
    assert filled_in("task %s", (UUID(int=7),)).endswith("000000000007")
    assert filled_in("%(name)s %(count)d", {"name": "Anna", "count": 3}) == "… 3"
    assert filled_in("%d", ("Anna",)) == "%d"
    assert filled_in("100 %", ()) == "100 %"


def test_keys_for_personal_data_are_left_out_at_any_depth() -> None:
    line = {"letter": 12, "Email": "a@b.example", "details": {"name": "Anna", "days": [2]}, "state": "sent"}

    assert without_personal_data(line) == {"letter": 12, "details": {"days": [2]}, "state": "sent"}


class LetterMissing(Exception):
    code = "letter-missing"


def fail(name: str) -> None:
    try:
        int(name)
    except ValueError as error:
        raise LetterMissing(f"no letter of {name}") from error


def test_an_error_is_told_by_kind_place_and_code() -> None:
    with pytest.raises(LetterMissing) as caught:
        fail("Anna Peeters")

    told = told_without_message(caught.value)

    assert "Anna" not in told
    assert told.startswith("builtins.ValueError\n")
    assert f"{__name__}.LetterMissing (letter-missing)" in told
    assert f"{__file__}:" in told
    assert told.endswith(" fail")


def test_the_root_logger_has_the_one_handler_that_leaves_out() -> None:
    formatters = {type(handler.formatter).__name__ for handler in logging.getLogger().handlers if handler.formatter}

    assert "ProcessorFormatter" in formatters
