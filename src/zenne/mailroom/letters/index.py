"""The index in which letters are found: words as both databases have them, and how a query for them is written down.

A word of the head (the writer and the subject) is in it twice: ``h0peeters`` and ``w0peeters``. Tokens are ASCII
letters and digits, so nothing in them can be an operator of a query language.
"""

from collections.abc import Iterable
from typing import Final

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from zenne.core.search.public import word_forms
from zenne.mailroom.letters.models import Letter, LetterWords

HEAD: Final = "h0"
ANYWHERE: Final = "w0"
MOST_WORDS: Final = 5_000
MOST_CHARACTERS: Final = 400_000
"""Of all tokens together: a tsvector holds at most 1 MB."""
LONGEST_WHOLE_WORD: Final = 4
"""Longer words also find those that begin with them: “paspoort” finds “paspoorten”."""

MATCHING: Final = {
    "sqlite": "SELECT rowid FROM mailroom_letterindex WHERE mailroom_letterindex MATCH %s",
    "postgresql": "SELECT letter_id FROM mailroom_letterwords WHERE vector @@ %s::tsquery",
}


def tokens_of(*, head: str, text: str) -> str:
    """The tokens of a letter, separated by spaces."""
    named = word_forms(head, most=MOST_WORDS)
    anywhere = dict.fromkeys([*named, *word_forms(text, most=MOST_WORDS)])
    tokens = [*(HEAD + word for word in named), *(ANYWHERE + word for word in anywhere)]
    return " ".join(tokens)[:MOST_CHARACTERS]


def words_of(tokens: str) -> str:
    """The words themselves, each once, for whoever wrote them."""
    return " ".join(token.removeprefix(ANYWHERE) for token in tokens.split() if token.startswith(ANYWHERE))


def words_for(letter: Letter) -> LetterWords:
    """The row of the index for a letter, unsaved."""
    head = f"{letter.sender_name} {letter.sender} {letter.subject}"
    return LetterWords(letter=letter, tokens=tokens_of(head=head, text=letter.text))


def make_findable(letter: Letter) -> None:
    """Put a new letter into the index, in the transaction in which it is kept."""
    words_for(letter).save(force_insert=True)


def letters_with(words: Iterable[str], *, where: str) -> Q:
    """A filter for letters that have all these words, of ``word_forms``, in the ``HEAD`` or ``ANYWHERE``."""
    is_sqlite = connection.vendor == "sqlite"
    quote, beginning, joint = ('"', " *", " AND ") if is_sqlite else ("'", ":*", " & ")
    terms = [f"{quote}{where}{word}{quote}{beginning if len(word) > LONGEST_WHOLE_WORD else ''}" for word in words]
    return Q(pk__in=RawSQL(MATCHING[connection.vendor], [joint.join(terms)])) if terms else Q()  # noqa: S611 - constants
