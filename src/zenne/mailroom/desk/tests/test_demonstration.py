"""The letters of a demonstration come as mail does, and are answered as people do."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import get_resolver

from zenne.core.outbox.public import Message, OutboxError, hand_to_ourselves
from zenne.mailroom.answers.actions.acknowledge_letter import acknowledge_letter
from zenne.mailroom.answers.models import Answer, Promise
from zenne.mailroom.desk.actions.play_letters import play_letters
from zenne.mailroom.desk.demonstration.messages import (
    CITY,
    DOMAIN,
    LANGUAGES,
    away,
    came_back,
    letter,
    newsletter,
    reply,
    writer,
)
from zenne.mailroom.desk.demonstration.play import Play, days_until
from zenne.mailroom.desk.demonstration.post import open_post
from zenne.mailroom.desk.demonstration.questions import MANNERS, questions
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.letters.tests.builders import make_message, make_service, receive
from zenne.mailroom.rules.kinds import Kind, kind_of
from zenne.mailroom.rules.parsing import read_message

NOW = datetime(2026, 12, 9, 15, tzinfo=UTC)


def begin_demonstration(settings: Any) -> None:
    """Addresses are read before, or those that only a demonstration has would stay for the tests that follow."""
    assert get_resolver().url_patterns
    settings.DEMO = True


def test_every_question_is_there_in_every_language() -> None:
    assert Counter(each.language for each in questions()) == dict.fromkeys(MANNERS, 10)


def test_hundreds_of_people_write_hundreds_of_letters_in_four_languages() -> None:
    chance = random.Random(1)  # noqa: S311 - nothing secret
    writers = [writer(number, chance) for number in range(300)]

    assert len({each.text for each in writers}) == 300
    assert {each.language for each in writers} == set(LANGUAGES)
    assert not any("{" in each.text for each in writers)


def test_what_no_person_wrote_is_known_as_such() -> None:
    who = writer(1, random.Random(1))  # noqa: S311 - nothing secret
    messages = {
        Kind.LETTER: letter(who, NOW).as_bytes(),
        Kind.AUTO_REPLY: away(who, NOW).as_bytes(),
        Kind.LIST: newsletter(who, NOW).as_bytes(),
        Kind.BOUNCE: came_back(who, NOW, ours="1@city.example"),
    }

    for kind, raw in messages.items():
        assert kind_of(read_message(raw), own_addresses=set()) == kind


def test_a_reply_shows_what_it_answers_below_it() -> None:
    who = writer(1, random.Random(1))  # noqa: S311 - nothing secret

    message = reply(who, NOW, text="Merci.", answered="a@b")

    assert message["In-Reply-To"] == "<a@b>"
    assert message.get_content().startswith("Merci.\n")
    assert "\n> " in message.get_content()


@pytest.mark.django_db(transaction=True)
def test_whoever_answers_a_letter_of_the_demo_reaches_the_same_conversation(settings: Any) -> None:
    begin_demonstration(settings)
    settings.MAIL_REPLY_TO = CITY
    with open_post() as post:
        post.hand_over(make_message("Goedendag, hoe laat bent u morgen open?\n"), at=NOW)
        first = Letter.objects.get()
        assert acknowledge_letter(first.thread.uuid, now=NOW)
        told = Message.objects.get()
        answer = make_message("Dank u.\n", Message_ID="<two@example.org>", Subject="Wat anders")
        hand_to_ourselves(answer, receiver=told.conversation["reply_to"], port=post.port)

    assert told.conversation["reply_to"].endswith("@city.example")
    assert "U kunt erop antwoorden" in told.text
    assert list(Letter.objects.values_list("thread", flat=True)) == 2 * [first.thread_id]


@pytest.mark.django_db
def test_outside_a_demonstration_nobody_is_invented() -> None:
    with pytest.raises(CommandError, match="no demonstration"):
        call_command("mail", "demo", stdout=StringIO())
    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_people_write_for_three_weeks_and_most_are_answered(settings: Any) -> None:
    begin_demonstration(settings)
    for service in sorted({each.service for each in questions()}):
        make_service(service, owner="population")

    came = play_letters(letters=12, now=NOW)

    assert Letter.objects.count() == came >= 12
    assert Letter.objects.latest("received_at").received_at <= NOW
    assert Letter.objects.earliest("received_at").received_at >= datetime(2026, 11, 16, tzinfo=UTC) - timedelta(hours=1)
    assert Answer.objects.filter(state=Answer.State.SENT).count() >= 6
    assert Promise.objects.exists()
    assert Thread.objects.filter(team__key="population").count() >= 6
    assert play_letters(letters=12, now=NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_a_demonstration_that_was_interrupted_begins_anew_and_keeps_the_letters_of_others(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_demonstration(settings)
    for service in sorted({each.service for each in questions()}):
        make_service(service, owner="population")
    own = receive(make_message()).letter
    with monkeypatch.context() as killed:
        killed.setattr(Play, "answers", interrupted)
        with pytest.raises(KeyboardInterrupt):
            play_letters(letters=12, now=NOW)
    assert Letter.objects.count() > 1

    came = play_letters(letters=12, now=NOW)

    assert Letter.objects.exclude(pk=own.pk).count() == came >= 12
    assert set(Thread.objects.exclude(pk=own.thread_id)) == set(Thread.objects.filter(letters__sender__contains=DOMAIN))
    assert Letter.objects.filter(pk=own.pk).exists()
    assert play_letters(letters=12, now=NOW) == 0


def interrupted(play: Play, *arguments: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("number", range(7))
def test_the_first_week_is_whole_and_has_been_over_for_two(number: int) -> None:
    today = date(2026, 12, 7) + timedelta(days=number)

    days = days_until(today)

    assert days[0].weekday() == 0
    assert timedelta(weeks=3) <= today - days[0] < timedelta(weeks=4)
    assert days == [days[0] + timedelta(days=each) for each in range(len(days))]
    assert days[-1] == today


def test_outside_a_demonstration_no_message_goes_past_the_outbox() -> None:
    with pytest.raises(OutboxError):
        hand_to_ourselves(b"Subject: no\r\n\r\n", receiver="ann@example.org", port=25)
