"""Whoever would like to come earlier is asked, in turn, when a seat becomes free."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from zenne.core.access.public import NOBODY
from zenne.core.audit.public import AuditRecord
from zenne.core.outbox.public import Channel, Message
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.actions.confirm_wish import confirm_wish
from zenne.counters.appointments.actions.end_wish import end_wish
from zenne.counters.appointments.actions.leave_offer import leave_offer
from zenne.counters.appointments.actions.move_booking import move_booking
from zenne.counters.appointments.actions.offer_free_seats import offer_free_seats
from zenne.counters.appointments.actions.release_lapsed import release_lapsed
from zenne.counters.appointments.actions.take_offer import take_offer
from zenne.counters.appointments.actions.withdraw_shift import withdraw_shift
from zenne.counters.appointments.errors import BookingRefused, SlotTaken, TooOften
from zenne.counters.appointments.models import Booking, Offer, Wish
from zenne.counters.appointments.tests.builders import (
    DESK_WORKER,
    MONDAY,
    NOW,
    PLANNER,
    RESIDENT,
    City,
    at,
    make_city,
)
from zenne.counters.appointments.tokens import (
    confirm_wish_token,
    manage_token,
    offer_token,
    wish_token,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_seat_is_accounted_for")]
FRIDAY = MONDAY + timedelta(days=4)
NIGHT = at("23:00", MONDAY - timedelta(days=3))


@pytest.fixture
def city() -> City:
    """Full on Monday morning but for nothing, and appointments on Friday."""
    city = make_city(branches=2)
    city.shift(begin="09:00", end="09:30")
    city.shift(day=FRIDAY)
    return city


def cancel(booking: Booking, *, now: datetime = NOW) -> None:
    cancel_booking(asker=NOBODY, booking=booking.uuid, token=manage_token(booking.uuid), now=now)


def full_monday(city: City) -> tuple[Booking, Booking]:
    return city.booked("09:00"), city.booked("09:15")


def free_on_monday(city: City) -> list[str]:
    return [f"{slot.starts_at:%H:%M}" for slot in city.search(last_day=MONDAY).slots]


def offers() -> list[Offer]:
    return list(Offer.objects.select_related("wish", "booking").order_by("pk"))


def last_letter() -> Message:
    letter = Message.objects.order_by("created_at").last()
    assert letter is not None
    return letter


def test_a_seat_that_is_given_up_is_kept_for_whoever_wished_first(city: City) -> None:
    early, _ = full_monday(city)
    first, second = city.booked("10:00", day=FRIDAY), city.booked("11:00", day=FRIDAY)
    wish, _ = city.wish(first, now=NOW), city.wish(second, now=NOW + timedelta(minutes=1))
    cancel(early)
    [offer] = offers()
    assert (offer.wish, offer.state) == (wish, Offer.State.OPEN)
    assert (offer.booking.state, offer.booking.starts_at) == (Booking.State.HELD, at("09:00"))
    assert offer.booking.kept_until == NOW + timedelta(hours=2)
    assert free_on_monday(city) == []
    with pytest.raises(SlotTaken):
        city.hold("09:00")
    letter = last_letter()
    assert letter.receiver == first.contact
    assert f"/en/appointments/offer/{offer_token(offer.uuid)}/" in letter.text
    assert "/en/appointments/wish/" in letter.conversation["unsubscribe"]
    assert "7 December 2037 at 9:00" in letter.text
    assert "11 December at 10:00" in letter.text, "what they give up for it"


def test_whoever_takes_it_gives_up_their_own_time_which_is_offered_on(city: City) -> None:
    early, _ = full_monday(city)
    first, second = city.booked("10:00", day=FRIDAY), city.booked("11:00", day=FRIDAY)
    for number, booking in enumerate((first, second)):
        city.wish(booking, now=NOW + timedelta(minutes=number))
    cancel(early)
    taken = take_offer(asker=NOBODY, token=offer_token(offers()[0].uuid), now=NOW)
    assert (taken.pk, taken.starts_at, taken.state) == (first.pk, at("09:00"), Booking.State.BOOKED)
    assert taken.remind_at == at("09:00", MONDAY - timedelta(days=1))
    given_up = offers()[1]
    assert (given_up.wish.booking, given_up.booking.starts_at) == (second, at("10:00", FRIDAY))
    assert Wish.objects.get(booking=first).state == Wish.State.FULFILLED
    assert AuditRecord.objects.filter(action="counters.take-offer").count() == 1


def test_what_one_leaves_goes_to_the_next_and_not_back_to_them(city: City) -> None:
    early, _ = full_monday(city)
    first, second = city.booked("10:00", day=FRIDAY), city.booked("11:00", day=FRIDAY)
    for number, booking in enumerate((first, second)):
        city.wish(booking, now=NOW + timedelta(minutes=number), last_day=MONDAY)
    cancel(early)
    for _ in range(2):
        leave_offer(asker=NOBODY, token=offer_token(offers()[-1].uuid), now=NOW)
    assert [offer.wish.booking for offer in offers()] == [first, second]
    assert free_on_monday(city) == ["09:00"], "nobody wants it: it is free for all"
    offer_free_seats(now=NOW)
    assert len(offers()) == 2, "nobody is asked twice about the same time"


def test_what_nobody_answers_in_time_goes_to_the_next(city: City) -> None:
    early, _ = full_monday(city)
    for number, clock in enumerate(("10:00", "11:00")):
        city.wish(city.booked(clock, day=FRIDAY), now=NOW + timedelta(minutes=number))
    cancel(early)
    late = NOW + timedelta(hours=2)
    assert release_lapsed(now=late) == 1
    first, second = offers()
    assert (first.state, second.state) == (Offer.State.LAPSED, Offer.State.OPEN)
    assert second.booking.kept_until == late + timedelta(hours=2)
    with pytest.raises(BookingRefused, match="offer-over"):
        take_offer(asker=NOBODY, token=offer_token(first.uuid), now=late)
    release_lapsed(now=late + timedelta(hours=2))
    assert free_on_monday(city) == ["09:00"]


def test_a_late_answer_still_counts_while_nobody_else_has_the_seat(city: City) -> None:
    early, _ = full_monday(city)
    city.wish(city.booked("10:00", day=FRIDAY))
    cancel(early)
    taken = take_offer(asker=NOBODY, token=offer_token(offers()[0].uuid), now=NOW + timedelta(hours=3))
    assert taken.starts_at == at("09:00")


def test_three_offers_without_an_answer_end_a_wish(city: City) -> None:
    for clock in ("10:00", "10:15", "10:30"):
        city.shift(begin=clock, end=f"{clock[:3]}{int(clock[3:]) + 15:02}")
    for clock in ("09:00", "09:15"):
        city.booked(clock)
    wish = city.wish(city.booked("15:00", day=FRIDAY))
    now = NOW
    for _ in range(3):
        assert offer_free_seats(now=now) == 1
        now = now + timedelta(hours=2)
        release_lapsed(now=now)
    wish.refresh_from_db()
    assert wish.state == Wish.State.OVER
    assert offer_free_seats(now=now) == 0


@pytest.mark.parametrize(
    "suiting",
    [
        {"branches": ("laeken",)},
        {"first_day": MONDAY + timedelta(days=1)},
        {"last_day": MONDAY - timedelta(days=1)},
        {"after": time(9, 5)},
        {"before": time(9, 10)},
    ],
)
def test_a_seat_that_does_not_suit_is_free_for_everybody(city: City, suiting: dict[str, Any]) -> None:
    early, _ = full_monday(city)
    city.wish(city.booked("10:00", day=FRIDAY), **suiting)
    cancel(early)
    assert not offers()
    assert free_on_monday(city) == ["09:00"]


def test_a_seat_with_somebody_who_does_not_speak_the_language_does_not_suit(city: City) -> None:
    early, _ = full_monday(city)
    city.shift(day=FRIDAY, languages=["ar"])
    city.wish(city.booked("10:00", day=FRIDAY, language="ar"))
    cancel(early)
    assert not offers()


def test_only_an_earlier_seat_is_offered(city: City) -> None:
    later = city.booked("12:00", day=FRIDAY)
    city.wish(city.booked("10:00", day=FRIDAY), last_day=FRIDAY)
    full_monday(city)
    cancel(later)
    assert not offers()


def test_a_seat_that_becomes_free_by_a_move_is_offered_too(city: City) -> None:
    early, _ = full_monday(city)
    city.wish(city.booked("10:00", day=FRIDAY))
    held = city.hold("11:00", day=FRIDAY)
    token = manage_token(early.uuid)
    move_booking(asker=NOBODY, booking=early.uuid, token=token, to=manage_token(held.uuid), now=NOW)
    [offer] = offers()
    assert offer.booking.starts_at == at("09:00")


def test_a_new_shift_is_offered_in_turn(city: City) -> None:
    full_monday(city)
    wishes = [city.wish(city.booked(clock, day=FRIDAY), last_day=MONDAY) for clock in ("10:00", "11:00")]
    assert offer_free_seats(now=NOW) == 0
    city.shift(begin="14:00", end="14:15")
    assert offer_free_seats(now=NOW) == 1
    assert offer_free_seats(now=NOW) == 0
    [offer] = offers()
    assert (offer.wish, offer.booking.starts_at) == (wishes[0], at("14:00"))


def test_whoever_is_not_there_any_more_is_not_offered(city: City) -> None:
    early, _ = full_monday(city)
    city.wish(city.booked("10:00", day=FRIDAY))
    assert early.shift is not None
    withdraw_shift(asker=PLANNER, shifts=[early.shift.pk], now=NOW)
    cancel(early)
    assert not offers()


def test_at_night_a_seat_is_kept_and_nobody_is_woken(city: City) -> None:
    early, _ = full_monday(city)
    city.wish(city.booked("10:00", "+32470123456", day=FRIDAY))
    letters = Message.objects.exclude(receiver=early.contact).count()
    cancel(early, now=NIGHT)
    [offer] = offers()
    assert Message.objects.exclude(receiver=early.contact).count() == letters
    offer_free_seats(now=NIGHT + timedelta(hours=8))
    assert Message.objects.exclude(receiver=early.contact).count() == letters
    morning = NIGHT + timedelta(hours=9)
    for _ in range(2):
        offer_free_seats(now=morning)
    letter = last_letter()
    assert (letter.channel, letter.receiver) == (Channel.SMS, "+32470123456")
    assert Message.objects.exclude(receiver=early.contact).count() == letters + 1
    assert offer.booking.kept_until == morning + timedelta(hours=2)


def test_a_seat_that_begins_in_an_hour_is_free_for_everybody_at_once(city: City) -> None:
    early, _ = full_monday(city)
    city.wish(city.booked("10:00", day=FRIDAY))
    cancel(early, now=at("08:00"))
    assert not offers()


def test_whoever_cancels_wishes_nothing_any_more(city: City) -> None:
    early, _ = full_monday(city)
    own = city.booked("10:00", day=FRIDAY)
    wish = city.wish(own)
    cancel(own)
    cancel(early)
    assert not offers()
    offer_free_seats(now=NOW)
    wish.refresh_from_db()
    assert wish.state == Wish.State.OVER


def test_a_wish_ends_with_its_last_day(city: City) -> None:
    wish = city.wish(city.booked("10:00", day=FRIDAY), last_day=MONDAY)
    offer_free_seats(now=at("23:59"))
    wish.refresh_from_db()
    assert wish.state == Wish.State.OPEN
    offer_free_seats(now=at("00:00", MONDAY + timedelta(days=1)))
    wish.refresh_from_db()
    assert wish.state == Wish.State.OVER


def test_a_wish_is_withdrawn_by_its_link_and_what_was_kept_for_it_goes_on(city: City) -> None:
    early, _ = full_monday(city)
    own = city.booked("10:00", day=FRIDAY)
    first, second = city.wish(own), city.wish(city.booked("11:00", day=FRIDAY))
    cancel(early)
    assert end_wish(asker=NOBODY, token=wish_token(first.uuid), now=NOW).state == Wish.State.WITHDRAWN
    assert [(offer.wish, offer.state) for offer in offers()] == [
        (first, Offer.State.LEFT),
        (second, Offer.State.OPEN),
    ]
    own.refresh_from_db()
    assert own.state == Booking.State.BOOKED
    with pytest.raises(BookingRefused, match="wish-over"):
        end_wish(asker=NOBODY, token=wish_token(first.uuid), now=NOW)
    with pytest.raises(BookingRefused, match="offer-left"):
        take_offer(asker=NOBODY, token=offer_token(offers()[0].uuid), now=NOW)


# Without an appointment


def test_whoever_has_no_appointment_confirms_the_wish_and_gets_one(city: City) -> None:
    early, _ = full_monday(city)
    wish = city.ask_wish("ann@example.org")
    cancel(early)
    assert not offers(), "nobody has shown that the address is theirs"
    assert f"/en/appointments/wish/{confirm_wish_token(wish.uuid)}/confirm/" in last_letter_to("ann@example.org").text
    for _ in range(2):
        confirm_wish(asker=NOBODY, token=confirm_wish_token(wish.uuid), now=NOW)
    assert offer_free_seats(now=NOW) == 1
    taken = take_offer(asker=NOBODY, token=offer_token(offers()[0].uuid), now=NOW)
    assert (taken.state, taken.contact, taken.starts_at) == (Booking.State.BOOKED, "ann@example.org", at("09:00"))
    assert "Your appointment is confirmed" in last_letter_to("ann@example.org").text


def last_letter_to(receiver: str) -> Message:
    letter = Message.objects.filter(receiver=receiver).order_by("created_at").last()
    assert letter is not None
    return letter


def test_an_appointment_that_was_made_meanwhile_is_given_up_too(city: City) -> None:
    early, _ = full_monday(city)
    wish = city.ask_wish("ann@example.org")
    confirm_wish(asker=NOBODY, token=confirm_wish_token(wish.uuid), now=NOW)
    own = city.booked("10:00", "Ann@example.org", day=FRIDAY)
    offer = offers()[0] if offers() else None
    assert offer is None
    cancel(early)
    taken = take_offer(asker=NOBODY, token=offer_token(offers()[0].uuid), now=NOW)
    assert (taken.pk, taken.starts_at) == (own.pk, at("09:00"))


def test_what_nobody_confirms_is_forgotten_after_a_day(city: City) -> None:
    city.ask_wish("ann@example.org")
    offer_free_seats(now=NOW + timedelta(hours=23))
    assert Wish.objects.count() == 1
    offer_free_seats(now=NOW + timedelta(days=1))
    assert not Wish.objects.exists()


def test_whoever_is_signed_in_need_not_confirm(city: City) -> None:
    wish = city.ask_wish("rita@example.org", asker=RESIDENT)
    assert (wish.state, f"person:{wish.person}") == (Wish.State.OPEN, RESIDENT.key)
    with pytest.raises(BookingRefused, match="one-open-wish"):
        city.ask_wish("other@example.org", asker=RESIDENT)


def test_nobody_waits_twice_for_one_visit(city: City) -> None:
    own = city.booked("10:00", "ann@example.org", day=FRIDAY)
    city.wish(own)
    with pytest.raises(BookingRefused, match="one-open-wish"):
        city.wish(own)
    second = city.ask_wish("ann@example.org")
    with pytest.raises(BookingRefused, match="one-open-wish"):
        confirm_wish(asker=NOBODY, token=confirm_wish_token(second.uuid), now=NOW)


def test_a_contact_gets_only_so_many_messages_a_day(city: City) -> None:
    for _ in range(6):
        city.ask_wish("ann@example.org")
    with pytest.raises(TooOften):
        city.ask_wish("ann@example.org")


@pytest.mark.parametrize("token", ["", "x", "\0", "5f3a" * 8, "5f3a" * 8 + ":x", "x" * 10_000])
def test_links_that_we_did_not_make_lead_nowhere(token: str) -> None:
    for act, code in ((take_offer, "offer"), (leave_offer, "offer"), (end_wish, "wish"), (confirm_wish, "wish")):
        with pytest.raises(BookingRefused, match=f"unknown-{code}"):
            act(asker=NOBODY, token=token, now=NOW)


def test_a_link_opens_only_what_it_was_made_for(city: City) -> None:
    early, _ = full_monday(city)
    wish = city.wish(city.booked("10:00", day=FRIDAY))
    cancel(early)
    offer = offers()[0]
    for token in (wish_token(wish.uuid), manage_token(offer.booking.uuid), wish_token(offer.uuid)):
        with pytest.raises(BookingRefused, match="unknown-offer"):
            take_offer(asker=DESK_WORKER, token=token, now=NOW)
    with pytest.raises(BookingRefused, match="unknown-wish"):
        confirm_wish(asker=NOBODY, token=wish_token(wish.uuid), now=NOW)


def test_an_offer_is_taken_once(city: City) -> None:
    early, _ = full_monday(city)
    city.wish(city.booked("10:00", day=FRIDAY))
    cancel(early)
    token = offer_token(offers()[0].uuid)
    take_offer(asker=NOBODY, token=token, now=NOW)
    for act in (take_offer, leave_offer):
        with pytest.raises(BookingRefused, match="offer-taken"):
            act(asker=NOBODY, token=token, now=NOW)
    assert Booking.objects.filter(state=Booking.State.BOOKED).count() == 2


def test_a_time_that_is_over_is_not_taken_any_more(city: City) -> None:
    early, _ = full_monday(city)
    city.wish(city.booked("10:00", day=FRIDAY))
    cancel(early)
    with pytest.raises(BookingRefused, match="over"):
        take_offer(asker=NOBODY, token=offer_token(offers()[0].uuid), now=at("09:00"))
