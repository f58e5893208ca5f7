"""The words of letters in the index."""

import importlib
from functools import partial
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from zenne.core.access.public import SYSTEM
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.coming import Coming
from zenne.mailroom.letters.index import MOST_CHARACTERS, forget_words, letters_with, newest_with, tokens_of
from zenne.mailroom.letters.models import Letter, LetterWords
from zenne.mailroom.letters.tests.builders import NOW, make_message, make_service, receive


def test_words_of_the_head_are_there_twice_and_each_word_once() -> None:
    assert tokens_of(head="Ann Ann", text="ann, à Bruxelles") == "h0ann w0ann w0a w0bruxelles"


def test_the_tokens_of_the_longest_letter_in_any_script_fit_into_the_index() -> None:
    text = " ".join(f"{'ቃ' * 40}{number}" for number in range(10_000))

    assert len(tokens_of(head="", text=text)) <= MOST_CHARACTERS


@pytest.mark.django_db
def test_the_longest_letter_is_kept_and_found() -> None:
    letter = receive(make_message("bomen " + " ".join("漢" * 30 + str(number) for number in range(9_000)))).letter

    assert list(Letter.objects.filter(letters_with(["bomen"], where="w0"))) == [letter]


@pytest.mark.django_db
def test_letters_from_before_the_index_are_put_into_it() -> None:
    letter = receive(make_message()).letter
    words = LetterWords.objects.get()
    LetterWords.objects.all().delete()
    migration = importlib.import_module("zenne.mailroom.letters.migrations.0009_words_of_letters")

    migration.fill(apps, None)

    assert LetterWords.objects.get().tokens == words.tokens
    assert list(Letter.objects.filter(letters_with(["peeters"], where="h0"))) == [letter]


@pytest.mark.django_db
def test_letters_from_before_their_team_stood_in_the_index_are_found_by_it_and_the_words_of_others_go() -> None:
    team = make_service("change-of-address").organisation.key
    letter = receive_message(
        asker=SYSTEM, raw=make_message(), now=NOW, coming=Coming(service="change-of-address")
    ).letter
    report = receive(make_message(Message_ID="<two@example.org>", Auto_Submitted="auto-replied")).letter
    connection.check_constraints()  # PostgreSQL alters no table that still has some to check
    migration = importlib.import_module("zenne.mailroom.letters.migrations.0010_teams_beside_words")

    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        migration.drop_index(apps, editor)
        migration.make_index_before(apps, editor)
        LetterWords.objects.create(letter=report, tokens="w0reply")
        LetterWords.objects.update(team=None)
        connection.check_constraints()
        migration.drop_index(apps, editor)
        migration.fill(apps, editor)
        migration.make_index(apps, editor)

    words = LetterWords.objects.select_related("team").get()
    assert (words.letter_id, words.team and words.team.key) == (letter.pk, team)
    search = partial(newest_with, ["peeters"], where="h0", before=letter.pk + 1, number=9)
    assert search(teams=[words.team_id or 0]) == [letter.pk]
    assert search(teams=[]) == []
    letter.delete()
    assert search(teams=None) == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="needs SQLite: PostgreSQL has no such pages")
def test_no_page_of_sqlite_has_the_words_of_an_erased_letter_after_the_night() -> None:
    letter = receive(make_message("Qzwxyvreemdwoord.\n")).letter
    other = receive(make_message("Iets anders.\n", Message_ID="<two@example.org>")).letter
    forget_words()
    assert b"qzwxyvreemdwoord" in pages()

    letter.delete()
    forget_words()

    assert b"qzwxyvreemdwoord" not in pages()
    assert newest_with(["anders"], where="w0", teams=None, before=other.pk + 1, number=9) == [other.pk]


def pages() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM mailroom_letterindex_data")
        return b"".join(bytes(block) for (block,) in cursor.fetchall())
