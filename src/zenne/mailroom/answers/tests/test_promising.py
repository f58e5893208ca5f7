"""Whoever writes is told who has the letter and on which day the answer comes; no day passes in silence."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from zenne.accounts.public import TeamMembership
from zenne.catalogue.public import PublicService
from zenne.core.outbox.public import Message
from zenne.mailroom.answers.actions.acknowledge_letter import acknowledge_letter
from zenne.mailroom.answers.actions.keep_promises import keep_promises
from zenne.mailroom.answers.models import Promise
from zenne.mailroom.answers.tests.builders import a_letter, acknowledged, answered, make_colleague, thread_of
from zenne.mailroom.letters.models import Thread
from zenne.mailroom.letters.tests.builders import NOW

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 12, 9)


@pytest.fixture(autouse=True)
def a_team() -> None:
    a_letter("Om te beginnen.\n", Message_ID="<0@example.org>", From="zero@example.org", Subject="Begin")
    make_colleague()


def test_the_acknowledgement_is_personal_and_names_team_day_and_service() -> None:
    letter = a_letter()

    message = acknowledged(letter)

    assert message is not None
    assert message.language == "nl"
    for words in (
        "Ann Peeters",
        "Mijn adres",
        "Change-Of-Address (nl)",
        "9 december",
        "/nl/write/",
        "Met vriendelijke groeten,",
    ):
        assert words in message.text
    assert message.conversation["reply_to"].startswith("noreply+")
    assert message.conversation["answers"] == ["one@example.org"]
    assert thread_of(letter).promised_on == WEDNESDAY == Promise.objects.get().day


def test_a_writer_whose_language_is_not_sure_reads_dutch_and_french() -> None:
    message = acknowledged(a_letter("Document?\n", Subject="Document"))

    assert message is not None
    assert "Beste Ann Peeters" in message.text
    assert "Ann Peeters," in message.text.split("---")[1]
    assert "décembre" in message.text


def test_it_is_said_once() -> None:
    letter = a_letter()

    assert acknowledged(letter) is not None
    assert not acknowledge_letter(letter.thread.uuid, now=NOW)
    assert Message.objects.count() == 1


def test_a_flood_from_one_address_is_answered_a_few_times_only() -> None:
    for number in range(12):
        letter = a_letter(f"Vraag {number}\n", Message_ID=f"<f{number}@example.org>", Subject=f"Vraag {number}")
        acknowledge_letter(letter.thread.uuid, now=NOW)

    assert Message.objects.count() == 3
    assert Thread.objects.filter(state="open", deadline__isnull=False).count() == 13


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "auto-replied"}, {"List_Id": "<news.example.org>"}])
def test_what_no_person_wrote_is_never_answered(headers: dict[str, Any]) -> None:
    letter = a_letter(**headers)

    assert not acknowledge_letter(letter.thread.uuid, now=NOW)
    assert thread_of(letter).state == Thread.State.NONE


def test_a_long_queue_moves_the_day() -> None:
    for number in range(40):
        a_letter(
            f"Vraag {number}\n",
            Message_ID=f"<q{number}@example.org>",
            From=f"q{number}@example.org",
            Subject=f"{number}",
        )

    letter = a_letter(now=NOW + timedelta(minutes=1))
    acknowledged(letter)

    # 42 letters, six a day: seven working days after Monday the seventh.
    assert thread_of(letter).promised_on == date(2026, 12, 16)


def test_days_on_which_the_whole_team_is_away_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    away = frozenset({WEDNESDAY, WEDNESDAY + timedelta(days=1), WEDNESDAY + timedelta(days=2)})
    monkeypatch.setattr("zenne.workforce.presence._days_off", [lambda team, first, last: away])
    for number in range(12):
        a_letter(f"Vraag {number}\n", Message_ID=f"<q{number}@x>", From=f"q{number}@x.example", Subject=f"{number}")

    letter = a_letter(now=NOW + timedelta(minutes=1))
    acknowledged(letter)

    # 14 letters, six a day: three working days after Monday the seventh, of which Tuesday is the only one in that week.
    assert thread_of(letter).promised_on == date(2026, 12, 15)


def test_a_team_with_nobody_in_it_promises_nothing_and_every_team_sees_the_letter() -> None:
    TeamMembership.objects.all().delete()
    letter = a_letter()

    message = acknowledged(letter)

    assert message is not None
    assert "twee werkdagen" in message.text
    assert "De mensen die de brieven aan de stad lezen" in message.text
    assert (thread_of(letter).team, thread_of(letter).promised_on) == (None, None)
    assert thread_of(letter).deadline is not None


def test_where_no_day_can_be_named_a_service_with_its_own_target_says_by_when_something_is_heard() -> None:
    TeamMembership.objects.all().delete()
    PublicService.objects.update(answer_within="PT4H")

    message = acknowledged(a_letter())

    assert message is not None
    assert "maandag 7 december" in message.text
    assert "twee werkdagen" not in message.text


def test_a_team_in_which_nobody_was_in_for_two_weeks_promises_nothing_and_every_team_sees_its_letters() -> None:
    weeks_later = NOW + timedelta(days=21)
    letter = a_letter("En mijn vraag?\n", now=weeks_later)

    acknowledged(letter, now=weeks_later)

    assert (thread_of(letter).team, thread_of(letter).promised_on) == (None, None)
    assert thread_of(letter).deadline is not None


def test_one_answer_after_two_weeks_shows_that_somebody_is_in_again() -> None:
    weeks_later = NOW + timedelta(days=21)
    answered(a_letter("Mijn eerste vraag.\n", Message_ID="<a@example.org>"), make_colleague("Sofia"), now=weeks_later)
    letter = a_letter("En mijn vraag?\n", now=weeks_later, Message_ID="<b@example.org>", Subject="Iets anders")

    acknowledged(letter, now=weeks_later + timedelta(minutes=5))

    assert thread_of(letter).team is not None
    assert thread_of(letter).promised_on is not None


def test_what_such_a_team_had_promised_is_renewed_by_whoever_sees_it_before_the_day_passes() -> None:
    letter = a_letter()
    acknowledged(letter)
    last_day = datetime(2027, 1, 4, 15, tzinfo=UTC)
    Thread.objects.filter(pk=letter.thread_id).update(promised_on=last_day.date())

    keep_promises(now=last_day)
    keep_promises(now=last_day + timedelta(minutes=15))

    assert thread_of(letter).team is None
    assert thread_of(letter).promised_on == date(2027, 1, 5)


def test_a_promise_that_will_not_hold_is_renewed_with_the_reason_before_it_passes() -> None:
    letter = a_letter()
    acknowledged(letter)
    shortly_before = datetime(2026, 12, 9, 15, tzinfo=UTC)

    assert keep_promises(now=shortly_before - timedelta(hours=6)) == 1  # only the letter that nobody acknowledged
    assert keep_promises(now=shortly_before) == 1
    assert keep_promises(now=shortly_before) == 0

    message = Message.objects.filter(kind="answers/mail/promised.html", receiver="ann@example.org").get()
    assert "9 december" in message.text
    assert "10 december" in message.text
    assert thread_of(letter).promised_on == date(2026, 12, 10)
    assert [each.is_renewed for each in Promise.objects.filter(thread=letter.thread)] == [False, True]


def test_a_letter_that_was_not_acknowledged_gets_its_day_before_the_deadline() -> None:
    letter = a_letter()
    assert letter.deadline

    assert keep_promises(now=letter.deadline - timedelta(hours=5)) == 0
    assert keep_promises(now=letter.deadline - timedelta(hours=1)) == 2
    assert thread_of(letter).promised_on


def test_an_answered_letter_is_promised_nothing_more() -> None:
    letter = a_letter()
    acknowledged(letter)
    answered(letter, make_colleague("Sofia"))

    keep_promises(now=NOW + timedelta(days=5))

    assert not Message.objects.filter(kind="answers/mail/promised.html", receiver="ann@example.org").exists()


@pytest.mark.parametrize("letters", [1, 6])
def test_looking_after_letters_that_need_nothing_takes_as_many_queries_however_many_there_are(
    letters: int, django_assert_num_queries: Any
) -> None:
    for number in range(letters):
        acknowledged(a_letter(f"Vraag {number}\n", Message_ID=f"<{number}@q>", From=f"q{number}@example.org"))
    keep_promises(now=NOW)

    with django_assert_num_queries(5):
        keep_promises(now=NOW)
