"""Keep the vocabulary in step with the documents."""

from collections import Counter

from django.db import connection

from zenne.core.search.models import VocabularyWord
from zenne.core.search.rules.words import fold

# An addition in the database, so that nobody's words are lost to what another wrote in between.
ADD = """
    INSERT INTO search_vocabularyword (language, word, shown, frequency)
    VALUES (%s, %s, %s, %s)
    ON CONFLICT (language, word)
    DO UPDATE SET frequency = search_vocabularyword.frequency + excluded.frequency
"""


class VocabularyChange:
    """How many documents more or fewer have each word."""

    def __init__(self) -> None:
        self.difference: Counter[tuple[str, str]] = Counter()
        self.shown: dict[tuple[str, str], str] = {}

    def gain(self, language: str, words: str) -> None:
        """A document with these words, separated by spaces, has come."""
        self._count(language, words, 1)

    def lose(self, language: str, words: str) -> None:
        """A document with these words has gone."""
        self._count(language, words, -1)

    def _count(self, language: str, words: str, difference: int) -> None:
        for shown in words.split():
            word = (language, fold(shown))
            self.difference[word] += difference
            self.shown.setdefault(word, shown)

    def save(self) -> None:
        """Write the words whose frequency changed."""
        changes = [
            (language, word, self.shown[language, word], difference)
            for (language, word), difference in sorted(self.difference.items())
            if difference
        ]
        if not changes:
            return
        with connection.cursor() as cursor:
            cursor.executemany(ADD, changes)
        if any(difference < 0 for *_, difference in changes):
            VocabularyWord.objects.filter(frequency__lte=0).delete()
