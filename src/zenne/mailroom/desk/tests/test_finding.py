"""Letters are found again at the desk: by words, writer, address and link, each for those who may read them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from zenne.accounts.public import Team
from zenne.core.audit.public import AuditRecord
from zenne.core.rights.public import erase_expired
from zenne.mailroom.answers.models import ColleagueQuestion
from zenne.mailroom.answers.tests.builders import a_letter, make_colleague
from zenne.mailroom.desk.actions.find_letters import FoundLetters, find_letters
from zenne.mailroom.desk.tests.browsers import in_team
from zenne.mailroom.letters.index import ANYWHERE, MATCHING, query_for
from zenne.mailroom.letters.models import Letter, LetterWords, Thread
from zenne.mailroom.letters.reply_tokens import reply_address
from zenne.mailroom.letters.tests.builders import NOW
from zenne.mailroom.letters.tokens import letter_token

pytestmark = pytest.mark.django_db
LETTERS = "/en/staff/letters/"
FIND = f"{LETTERS}find/"


def written(number: int, text: str, *, name: str = "Ann Peeters", subject: str = "") -> Letter:
    """A letter by somebody whose address is that of their name, some minutes after the one before."""
    address = f"{name.lower().replace(' ', '.')}@example.org"
    headers = {"From": f"{name} <{address}>", "Message-ID": f"<{number}@example.org>"}
    moment = NOW + timedelta(minutes=number)
    return a_letter(text, now=moment, Subject=subject or f"Subject {number}", **headers)


def found(typed: str, *, page: int = 1, team: str = "population") -> FoundLetters:
    return find_letters(asker=make_colleague(team=team), typed=typed, page=page, now=NOW)


def threads(typed: str, *, team: str = "population") -> list[Thread]:
    return [each.thread for each in found(typed, team=team).letters]


def test_a_letter_is_found_by_words_of_its_text_whatever_their_accents_and_capitals() -> None:
    letter = written(1, "Mijn fiets staat in een écluse, bij de SLUIS.\n")
    written(2, "Iets anders.\n")

    assert threads("ECLUSE sluis") == [letter.thread]
    assert threads("écluse anders") == []


def test_a_longer_word_finds_those_that_begin_with_it_and_a_short_one_only_itself() -> None:
    letter = written(1, "Waar haal ik mijn paspoorten?\n")

    assert threads("paspoort") == [letter.thread]
    assert threads("waar haal") == [letter.thread]
    assert threads("wa") == []


def test_letters_of_a_writer_come_before_those_that_name_them_and_newer_ones_first() -> None:
    older, newer = written(1, "Goedendag.\n"), written(2, "Nog iets.\n")
    naming = written(3, "Ann Peeters zei dat het kon.\n", name="Bo Claes")

    assert threads("peeters") == [newer.thread, older.thread, naming.thread]


def test_a_whole_address_finds_its_writer_first() -> None:
    letter = written(1, "Goedendag.\n")
    naming = written(2, "Schrijf ann.peeters@example.org.\n", name="Bo Claes")
    other = written(3, "Goedendag.\n", name="Peeters Ann")

    assert threads("Ann.Peeters@example.org") == [letter.thread, other.thread, naming.thread]
    assert threads("ann.peeters@example.org schrijf") == [naming.thread]


def test_a_link_a_reply_address_and_the_identifier_of_a_message_lead_to_their_letter() -> None:
    letter = written(1, "Goedendag.\n")
    uuid = letter.thread.uuid

    for typed in (
        f"https://example.org/nl/staff/letters/{uuid}/",
        f"https://example.org/nl/letters/{letter_token(uuid)}/",
        reply_address(uuid, address="stad@example.org"),
        "<1@example.org>",
        "1@example.org",
    ):
        assert threads(typed) == [letter.thread], typed


def test_one_conversation_is_found_once_and_done_ones_as_well() -> None:
    first = written(1, "Een vraag over bomen.\n", subject="Bomen")
    again = written(2, "Nog eens over bomen.\n", subject="Bomen")
    Thread.objects.filter(pk=first.thread_id).update(state=Thread.State.CLOSED)

    assert again.thread_id == first.thread_id
    assert threads("bomen") == [first.thread]


def test_letters_of_other_teams_are_not_found_except_those_about_which_one_is_asked() -> None:
    letter = written(1, "Een vraag over bomen.\n")
    make_colleague("Mo", team="mobility")
    assert threads("bomen", team="mobility") == []

    team = Team.objects.get(key="mobility")
    question = ColleagueQuestion.objects.create(
        thread=letter.thread, asked_team=team, text="Weet jij dit?", asked_at=NOW
    )
    (shown,) = found("bomen", team="mobility").letters
    assert shown.question == question.uuid
    assert f"{LETTERS}asked/{question.uuid}/".encode() in page(in_team("Sofia", team="mobility"), "bomen")

    question.reply, question.replied_at = "Ja.", NOW
    question.save()
    assert threads("bomen", team="mobility") == []


def page(browser: Client, typed: str, **more: str) -> bytes:
    answer = browser.get(FIND, {"q": typed, **more})
    assert answer.status_code == 200
    return answer.content


def test_the_list_has_a_field_that_leads_to_what_is_found() -> None:
    a_letter("Een vraag over bomen.\n", now=timezone.now() - timedelta(minutes=5))
    browser = in_team("Jonas")

    assert f'action="{FIND}"'.encode() in browser.get(LETTERS).content
    shown = page(browser, "bomen")
    assert b"1 letter is found." in shown
    assert b"Mijn adres" in shown
    assert b"No letter of your team has all these words." in page(browser, "bomen fietsen")
    assert b"is found" not in page(browser, "  ")


def test_a_search_is_written_down_with_the_number_found_and_without_the_words() -> None:
    letter = written(1, "Goedendag.\n")
    asker = make_colleague()

    find_letters(asker=asker, typed="Peeters", page=1, now=NOW)
    find_letters(asker=asker, typed="Nobody", page=1, now=NOW)

    records = AuditRecord.objects.filter(action="letters.find").order_by("pk")
    assert [each.details for each in records] == [{"found": 1}, {"found": 0}]
    assert {each.purpose for each in records} == {"answer"}
    assert "eeters" not in "".join(f"{each.about}{each.thing}{each.details}" for each in records)
    assert letter.thread.uuid.hex not in "".join(each.thing for each in records)


def test_many_letters_are_shown_some_on_a_page_and_a_page_beyond_the_last_is_the_last() -> None:
    for number in range(23):
        written(number, "Over bomen.\n")

    assert (len(found("bomen").letters), found("bomen").pages) == (20, 2)
    last = found("bomen", page=99)
    assert (len(last.letters), last.page, last.following, last.previous) == (3, 2, 0, 1)
    shown = page(in_team("Sofia"), "bomen", page="2")
    assert b'rel="prev" href="?q=bomen&amp;page=1"' in shown
    assert b"Page 2 of 2" in shown


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 10_000,
        "bomen " * 2_000,
        "bo\0men",
        "\0",
        '"bomen',
        "bomen' OR 1=1 --",
        "NEAR(a b) AND NOT (",
        "bomen:* & ! | <->",
        "tokens : bomen ^*",
        "\u202ebomen\u200f",
        "%s %(x)s {} \\",
        "🌳 💌",
        "@ <> a@ @b a@b@c",
        "0" * 32 + ":x",
        "stad+" + "a" * 39 + "@example.org",
        "\ud800",
    ],
)
def test_whatever_is_typed_is_answered(typed: str) -> None:
    written(1, "Over bomen.\n")

    assert found(typed).pages == 1
    page(in_team("Sofia"), typed.encode("utf-8", "replace").decode())


def test_direction_marks_and_quotes_do_not_hide_what_was_meant() -> None:
    letter = written(1, "Over bomen.\n")

    assert threads("\u202e“bomen”\u200f") == [letter.thread]


def test_words_go_with_their_letter() -> None:
    letter = written(1, "Over bomen.\n")
    assert in_index("bomen") == [(letter.pk,)]

    erase_expired(now=NOW + timedelta(days=3 * 365))

    assert not Letter.objects.exists()
    assert not LetterWords.objects.exists()
    assert in_index("bomen") == []


def in_index(word: str) -> list[tuple[int]]:
    with connection.cursor() as cursor:
        cursor.execute(MATCHING[connection.vendor], [query_for([word], where=ANYWHERE, teams=None)])
        return list(cursor.fetchall())
