"""Who a desk calls next."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.queue.rules.calling import OpenDesk, Waiting, in_order, may_call

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LANGUAGES = ("nl", "fr", "en", "ar")

people = st.lists(
    st.builds(
        lambda key, minutes, service, language: Waiting(
            key, service, NINE + timedelta(minutes=minutes), NINE + timedelta(minutes=minutes), language
        ),
        st.integers(1, 10_000),
        st.integers(0, 200),
        st.integers(1, 3),
        st.sampled_from(("", *LANGUAGES)),
    ),
    max_size=12,
    unique_by=lambda person: person.key,
)
desks = st.lists(
    st.builds(
        OpenDesk,
        st.integers(1, 50),
        st.frozensets(st.integers(1, 3)),
        st.frozensets(st.sampled_from(LANGUAGES)),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda desk: desk.key,
)


def person(key: int = 1, *, service: int = 1, minutes: int = 0, **facts: object) -> Waiting:
    at = NINE + timedelta(minutes=minutes)
    return Waiting(key, service, at, at, **facts)  # type: ignore[arg-type]


@given(people, desks)
def test_whom_some_open_desk_can_help_is_called_by_at_least_one(
    waiting: list[Waiting], open_desks: list[OpenDesk]
) -> None:
    for each in waiting:
        can = any(each.service in desk.services for desk in open_desks)
        assert can == any(may_call(desk, each, open_desks) for desk in open_desks)


@given(people, desks)
def test_a_desk_calls_only_those_whom_it_can_help(waiting: list[Waiting], open_desks: list[OpenDesk]) -> None:
    for desk in open_desks:
        order = in_order(desk, waiting, open_desks, now=NINE + timedelta(days=1))
        assert all(each.service in desk.services for each in order)
        assert [each.turn for each in order] == sorted(each.turn for each in order)


def test_who_asks_for_a_language_waits_for_the_desk_that_speaks_it() -> None:
    dutch, arabic = (OpenDesk(key, frozenset({1}), frozenset({code})) for key, code in ((1, "nl"), (2, "ar")))
    asks = person(language="ar")

    assert not may_call(dutch, asks, [dutch, arabic])
    assert may_call(arabic, asks, [dutch, arabic])
    assert may_call(dutch, asks, [dutch])


def test_equipment_that_a_desk_lacks_makes_a_visit_impossible() -> None:
    plain = OpenDesk(1, frozenset({1}))
    assert not may_call(plain, person(equipment=frozenset({"biometrics"})), [plain])


def test_who_was_sent_to_a_desk_is_called_by_that_one_only() -> None:
    first, second = OpenDesk(1, frozenset({1})), OpenDesk(2, frozenset({1}))
    assert [may_call(desk, person(for_desk=2), [first, second]) for desk in (first, second)] == [False, True]


def test_an_appointment_of_later_comes_after_those_who_wait_already() -> None:
    desk = OpenDesk(1, frozenset({1}))
    due = NINE + timedelta(minutes=50)
    early = Waiting(1, 1, due - timedelta(minutes=40), due)

    order = in_order(desk, [early, person(2, minutes=15)], [desk], now=NINE + timedelta(minutes=20))

    assert [each.key for each in order] == [2, 1]
