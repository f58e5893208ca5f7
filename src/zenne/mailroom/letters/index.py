"""The index in which letters are found: words as both databases have them, and how a query for them is written down.

A word of the head (the writer and the subject) is in it twice: ``h0peeters`` and ``w0peeters``. The database puts the
number of the team that has the letter before each, ``12w0peeters``, or ``n`` for none, so one look finds what a team
may see, and goes through nothing else. Tokens are ASCII letters and digits, so nothing in them can be an operator of
a query language.
"""

from collections.abc import Collection, Iterable
from typing import Final

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from zenne.accounts.public import Team
from zenne.core.search.public import word_forms
from zenne.mailroom.letters.models import Letter, LetterWords, Thread

HEAD: Final = "h0"
ANYWHERE: Final = "w0"
NO_TEAM: Final = "n"
MOST_WORDS: Final = 5_000
MOST_CHARACTERS: Final = 400_000
"""Of all tokens together: a tsvector holds at most 1 MB."""
Teams = Collection[int] | None
"""Some teams, and whatever has no team; None: all."""
LONGEST_WHOLE_WORD: Final = 4
"""Longer words also find those that begin with them: “paspoort” finds “paspoorten”."""

MATCHING: Final = {
    "sqlite": "SELECT rowid FROM mailroom_letterindex WHERE mailroom_letterindex MATCH %s",
    "postgresql": "SELECT letter_id FROM mailroom_letterwords WHERE vector @@ %s::tsquery",
}
NEWEST: Final = {
    "sqlite": f"{MATCHING['sqlite']} AND rowid < %s ORDER BY rowid DESC LIMIT %s",
    # The words first: PostgreSQL takes a word that it does not know for a usual one, and would go through all letters.
    "postgresql": f"""
        WITH fitting AS MATERIALIZED ({MATCHING["postgresql"]})
        SELECT letter_id FROM fitting WHERE letter_id < %s ORDER BY letter_id DESC LIMIT %s
    """,  # noqa: S608 - constants
}


def tokens_of(*, head: str, text: str) -> str:
    """The tokens of a letter, separated by spaces."""
    named = word_forms(head, most=MOST_WORDS)
    anywhere = dict.fromkeys([*named, *word_forms(text, most=MOST_WORDS)])
    tokens = [*(HEAD + word for word in named), *(ANYWHERE + word for word in anywhere)]
    return " ".join(tokens)[:MOST_CHARACTERS].rstrip()


def words_of(tokens: str) -> str:
    """The words themselves, each once, for whoever wrote them."""
    return " ".join(token.removeprefix(ANYWHERE) for token in tokens.split() if token.startswith(ANYWHERE))


def words_for(letter: Letter) -> LetterWords:
    """The row of the index for a letter, unsaved."""
    head = f"{letter.sender_name} {letter.sender} {letter.subject}"
    return LetterWords(letter=letter, team_id=letter.thread.team_id, tokens=tokens_of(head=head, text=letter.text))


def make_findable(letter: Letter) -> None:
    """Put a new letter into the index, in the transaction in which it is kept."""
    words_for(letter).save(force_insert=True)


def find_under_team(thread: Thread) -> None:
    """Let the letters of a conversation be found by the team that has it now, in the transaction that says so."""
    rows = LetterWords.objects.filter(letter__thread=thread).exclude(team=thread.team_id)
    rows.update(team=thread.team_id)


def forget_words() -> None:
    """Take the words of letters that are no more out of the pages of SQLite, where they stay until it merges them.

    Its own ``secure-delete`` would do so at once, but no version before 3.42 reads an index that has it: such a backup
    could not be restored everywhere.
    """
    if is_sqlite():
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO mailroom_letterindex(mailroom_letterindex) VALUES ('optimize')")


def newest_with(words: Iterable[str], *, where: str, teams: Teams, before: int, number: int) -> list[int]:
    """The letters with all these words, the newest first. ``before``: only those with a smaller number."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST[connection.vendor], [query_for(words, where=where, teams=teams), before, number])
        return [number for (number,) in cursor.fetchall()]


def letters_with(words: Collection[str], *, where: str) -> Q:
    """A filter for letters, of any team, that have all these words."""
    if not words:
        return Q()
    query = query_for(words, where=where, teams=None)
    return Q(pk__in=RawSQL(MATCHING[connection.vendor], [query]))  # noqa: S611 - constants


def query_for(words: Iterable[str], *, where: str, teams: Teams) -> str:
    """Words of ``word_forms`` in the ``HEAD`` or ``ANYWHERE``, as the query language of the index has them."""
    quote, beginning, joint, other = ('"', " *", " AND ", " OR ") if is_sqlite() else ("'", ":*", " & ", " | ")
    numbers = Team.objects.values_list("pk", flat=True) if teams is None else teams
    places = [NO_TEAM, *map(str, sorted(numbers))]
    endings = [(word, beginning if len(word) > LONGEST_WHOLE_WORD else "") for word in words]
    every = [[f"{quote}{place}{where}{word}{quote}{ending}" for place in places] for word, ending in endings]
    return joint.join(f"({other.join(each)})" for each in every)


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"
