"""Replies without what they quote, languages, deadlines, and numbers that no log may have."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.calendar.public import WorkingCalendar
from zenne.mailroom.letters.detection import language_of
from zenne.mailroom.rules.deadlines import deadline_of
from zenne.mailroom.rules.redaction import redacted
from zenne.mailroom.rules.splitting import split, visible_reply

BRUSSELS = ZoneInfo("Europe/Brussels")
LINES = st.sampled_from(
    ["> oud", "", "Dank u.", "-- ", "Op 1 mei 2026 schreef Ann <a@b.be>:", "Van: Ann", "Aan: Bob", "Onderwerp: x",
     "Sent from my phone", "-----Original Message-----", "On 1 May", "Ann wrote:", "\x0b", "____"]
)  # fmt: skip


@given(st.lists(LINES | st.text(max_size=20), max_size=30), st.sampled_from(["\n", "\r\n", "\r"]))
def test_visible_and_hidden_together_are_the_message(lines: list[str], end: str) -> None:
    text = end.join(lines)

    assert "".join(fragment.text for fragment in split(text)) == text


@pytest.mark.parametrize(
    "quote",
    [
        "Op 12 december 2016 19:05 schreef Ann <\nann@example.org>:\n\n> oud",
        "Le lun. 15 nov. 2021 à 19:42, Ann <ann@example.org>\na écrit :\n\nvieux",
        "Am 13.12.2017 21:11 schrieb Ann <ann@example.org>:\n\nalt",
        "On 12 May 2026, at 10:00, Ann <ann@example.org> wrote:\n> old",
        "Van: Ann\nVerzonden: maandag 5 december 2016 17:00\nAan: Bob\nOnderwerp: iets\n\noud",
        "-------- Message d'origine --------\nDe : Ann",
        "-- \nAnn Peeters\nStraat 1",
        "Verzonden vanaf mijn iPhone\n\noud",
        "> oud\n> ouder",
    ],
)
def test_quotes_and_signatures_are_hidden(quote: str) -> None:
    assert visible_reply(f"Dank u, dat is duidelijk.\n\n{quote}\n") == "Dank u, dat is duidelijk."


def test_an_answer_below_a_quote_keeps_the_quote() -> None:
    assert visible_reply("> Komt u morgen?\nJa.") == "> Komt u morgen?\nJa."


def test_a_letter_that_is_all_quote_is_shown_whole() -> None:
    assert visible_reply("> alles") == "> alles"


@pytest.mark.parametrize(
    ("text", "language", "answer_in"),
    [
        ("Bonjour, je voudrais changer d'adresse", "fr", ("fr",)),
        ("Goedendag, ik wil graag mijn adres wijzigen", "nl", ("nl",)),
        ("Guten Tag, ich möchte meine Adresse ändern", "de", ("de",)),
        ("Hello, I would like to change my address", "en", ("en",)),
    ],
)
def test_the_language_of_a_sentence_is_found(text: str, language: str, answer_in: tuple[str, ...]) -> None:
    found = language_of(text)

    assert (found.language, found.answer_in) == (language, answer_in)


@pytest.mark.parametrize("text", ["", "Document", "12345", "Hallo"])
def test_a_short_message_is_answered_in_both_languages_of_the_law(text: str) -> None:
    assert language_of(text).answer_in == ("nl", "fr")


@pytest.mark.parametrize(
    ("received", "deadline"),
    [
        ("2026-12-07T10:00", "2026-12-09T10:00"),
        ("2026-12-04T20:00", "2026-12-09T09:00"),
        ("2026-12-05T12:00", "2026-12-09T09:00"),
        ("2026-03-27T10:00", "2026-03-31T10:00"),
    ],
)
def test_two_working_days_from_the_next_opening(received: str, deadline: str) -> None:
    hours = dict.fromkeys(range(5), (time(9), time(17)))
    calendar = WorkingCalendar(office_hours=hours, time_zone=BRUSSELS)
    moment = datetime.fromisoformat(received).replace(tzinfo=BRUSSELS)

    assert deadline_of(moment, calendar=calendar) == datetime.fromisoformat(deadline).replace(tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("received", "target", "deadline"),
    [
        ("2026-12-07T10:00", {"working_time": timedelta(hours=4)}, "2026-12-07T14:00"),
        ("2026-12-04T15:00", {"working_time": timedelta(hours=4)}, "2026-12-07T11:00"),
        ("2026-12-05T12:00", {"working_time": timedelta(hours=4)}, "2026-12-07T13:00"),
        ("2026-03-27T15:00", {"working_time": timedelta(hours=4)}, "2026-03-30T11:00"),
        ("2026-12-07T10:00", {"working_time": timedelta(hours=90)}, "2026-12-09T10:00"),
        ("2026-12-07T10:00", {"working_days": 1}, "2026-12-08T10:00"),
        ("2026-12-07T10:00", {"working_days": 9}, "2026-12-09T10:00"),
    ],
)
def test_a_service_promises_less_time_and_never_more(received: str, target: dict[str, Any], deadline: str) -> None:
    hours = dict.fromkeys(range(5), (time(9), time(17)))
    calendar = WorkingCalendar(office_hours=hours, time_zone=BRUSSELS)
    moment = datetime.fromisoformat(received).replace(tzinfo=BRUSSELS)

    assert deadline_of(moment, calendar=calendar, **target) == datetime.fromisoformat(deadline).replace(tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("nr 85.07.30-033.28 graag", "nr [national number] graag"),
        ("85073003329", "85073003329"),
        ("op BE68 5390 0754 7034 aub", "op [bank account] aub"),
        ("BE69 5390 0754 7034", "BE69 5390 0754 7034"),
    ],
)
def test_national_numbers_and_accounts_are_hidden(text: str, shown: str) -> None:
    assert redacted(text) == shown
