"""The reply address leads to its conversation, fits into what mail servers take, and cannot be made by others."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.mailroom.letters.reply_tokens import LONGEST_NAME, reply_address, signature, thread_in

THREAD = UUID("6f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff")


@given(st.uuids())
def test_each_conversation_is_found_by_its_address(thread: UUID) -> None:
    assert thread_in(["x@example.com", reply_address(thread, address="stad@example.com")]) == thread


def test_an_address_of_an_older_message_still_leads_to_its_conversation() -> None:
    assert thread_in([f"stad+{THREAD.hex}{signature(THREAD)}@example.com"]) == THREAD


@pytest.mark.parametrize("length", [1, 4, 24, 25, 64])
def test_what_stands_before_the_at_is_never_longer_than_mail_servers_take(length: int) -> None:
    address = reply_address(THREAD, address=f"{'n' * length}@example.com")

    assert len(address.partition("@")[0]) <= LONGEST_NAME
    assert (thread_in([address]) == THREAD) == (length <= 24)


@given(st.from_regex(r"\A([a-z2-7]{39}|[0-9a-f]{48})\Z"))
def test_nobody_else_makes_a_token(token: str) -> None:
    assert thread_in([f"stad+{token}@example.com"]) is None


@pytest.mark.parametrize("place", range(39))
def test_no_letter_of_a_token_can_be_changed(place: int) -> None:
    name, _, token = reply_address(THREAD, address="stad@example.com").partition("@")[0].partition("+")
    changed = token[:place] + ("a" if token[place] != "a" else "b") + token[place + 1 :]

    assert thread_in([f"{name}+{changed}@example.com"]) is None


@given(st.text(max_size=80))
def test_any_address_is_looked_at(address: str) -> None:
    assert thread_in([address, f"a+{address}@b"]) is None
