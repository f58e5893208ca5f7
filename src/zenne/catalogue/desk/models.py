"""Edits of texts, translations that are older than their source, drafts, and publications."""

from django.db import models
from django.utils import timezone


class OfThing(models.Model):
    """A row about the texts of a thing of the catalogue in one language: ``service``, ``passport``, ``fr``."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=50)
    language = models.CharField(max_length=12)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}:{self.language}"


class OfText(OfThing):
    """A row about one text in one language. ``path`` as in rules/thing_texts.py: ``requirements.photo.text``."""

    path = models.CharField(max_length=120)

    class Meta:
        abstract = True

    @property
    def place(self) -> tuple[str, str, str, str]:
        return self.kind, self.key, self.path, self.language


class Edit(OfText):
    """A text that was published here and is in force although the city folder says something else.

    Attributes:
        text: what readers see; empty when the text was taken out.
        base: what the folder said when somebody last looked at both.
        folder: what it said when it was last loaded.
        has_place: false when the folder no longer has this text or language; it may come back.
    """

    text = models.TextField(blank=True)
    base = models.TextField(blank=True)
    folder = models.TextField(blank=True)
    has_place = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "path", "language"], name="one_edit_per_text"),
            models.CheckConstraint(
                condition=~models.Q(text=models.F("folder")), name="an_edit_differs_from_the_folder"
            ),
        ]

    @property
    def is_conflict(self) -> bool:
        """Whether the folder changed too since somebody last looked at both."""
        return self.has_place and self.folder != self.base


class OutdatedText(OfText):
    """A translation that is older than its source. ``made_from`` is what the source said when it was translated."""

    made_from = models.TextField()
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "path", "language"], name="one_outdated_row_per_text")
        ]


class Draft(OfThing):
    """Texts of a thing that readers do not see yet; one draft for all who work on it.

    ``texts`` has a list of three for each text: its path, the text, and what readers saw when it was begun.
    """

    texts = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="one_draft_per_thing_and_language")
        ]

    @property
    def by_path(self) -> dict[str, tuple[str, str]]:
        """Text and base by path."""
        return {path: (text, base) for path, text, base in self.texts}


class Publication(OfThing):
    """Texts of a thing in one language that were published together; never changed afterwards.

    Attributes:
        changes: a list of three for each text that changed: its path, before, after.
        confirmed: paths of translations that somebody found still right after their source changed.
        undoes: the publication that this one takes back; each is taken back at most once.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=80, blank=True)
    changes = models.JSONField(default=list)
    confirmed = models.JSONField(default=list)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "key", "language", "at"], name="publications_of_a_thing")]

    def changed_texts(self) -> list[tuple[str, str, str]]:
        """Path, before and after of each text that changed."""
        return [(path, before, after) for path, before, after in self.changes]

    @property
    def thing(self) -> str:
        """How records name it: ``service:passport:fr``."""
        return str(self)
