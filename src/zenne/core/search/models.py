"""The index: documents as tokens, and the vocabulary that typos are corrected to.

Migration 0002 gives both tables their full-text index, which the database itself keeps in step: FTS5 tables with
triggers on SQLite, a generated tsvector and trigram indexes on PostgreSQL. On SQLite Django alters a table by making it
anew, which drops its triggers: a migration that alters one of these tables runs ``make_full_text`` of 0002 again.
"""

from django.db import models


class IndexedDocument(models.Model):
    """One thing in one language. ``*_tokens`` are what rules/tokens.py makes of the texts."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    language = models.CharField(max_length=16)
    weight = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=40)
    path = models.CharField(max_length=500)
    title = models.TextField()
    summary = models.TextField()
    title_tokens = models.TextField()
    synonym_tokens = models.TextField()
    summary_tokens = models.TextField()
    body_tokens = models.TextField()
    words = models.TextField(help_text="what it adds to the vocabulary, separated by spaces")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="one_document_per_language"),
            models.CheckConstraint(condition=models.Q(weight__lte=100), name="search_weight_at_most_100"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.language})"


class VocabularyWord(models.Model):
    """A word of four letters or more and in how many documents of its language it stands."""

    language = models.CharField(max_length=16)
    word = models.CharField(max_length=40, help_text="folded: lower case without accents")
    shown = models.CharField(max_length=80, help_text="as it is written")
    frequency = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="one_word_per_language")]

    def __str__(self) -> str:
        return self.shown
