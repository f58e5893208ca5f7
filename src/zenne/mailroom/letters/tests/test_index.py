"""The words of letters in the index."""

import importlib

import pytest
from django.apps import apps

from zenne.mailroom.letters.index import MOST_CHARACTERS, letters_with, tokens_of
from zenne.mailroom.letters.models import Letter, LetterWords
from zenne.mailroom.letters.tests.builders import make_message, receive


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
