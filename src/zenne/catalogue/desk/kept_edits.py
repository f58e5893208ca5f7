"""Edits that are laid over the texts of a city folder while it is loaded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from zenne.catalogue.desk.models import Edit
from zenne.catalogue.desk.things import Thing, all_texts
from zenne.catalogue.rules.thing_texts import in_language, texts_in, with_texts
from zenne.core.languages.public import Translated

Rows = Mapping[str, Mapping[str, Any]]


class KeptEdits:
    """All edits, and what a load finds out about them. Made at the beginning of the load, in its transaction.

    Attributes:
        languages: of the folder, in its order.
        before: the texts of all things before the load; ``after``: of those that the folder has, edits included.
        seen: the edits that the folder has a place for, with what it says there.
    """

    def __init__(self, *, languages: Sequence[str]) -> None:
        self.languages = languages
        self.before = all_texts()
        self.after: dict[Thing, Mapping[str, Translated]] = {}
        self.edits = list(Edit.objects.order_by("pk"))
        self.seen: list[tuple[Edit, str]] = []
        self.by_thing: dict[Thing, list[Edit]] = defaultdict(list)
        for edit in self.edits:
            self.by_thing[Thing(edit.kind, edit.key)].append(edit)

    def over(self, kind: str, rows: Rows) -> dict[str, dict[str, Any]]:
        """The rows of the folder with the edits laid over their texts."""
        return {key: self.over_thing(Thing(kind, key), columns) for key, columns in rows.items()}

    def over_thing(self, thing: Thing, columns: Mapping[str, Any]) -> dict[str, Any]:
        texts = texts_in(columns)
        edited: dict[str, Translated] = {}
        for edit in self.by_thing.get(thing, ()):
            if edit.path in texts and edit.language in self.languages:
                self.seen.append((edit, texts[edit.path].get(edit.language, "")))
                text = edited.get(edit.path, texts[edit.path])
                edited[edit.path] = in_language(text, edit.language, edit.text, languages=self.languages)
        self.after[thing] = texts | edited
        return {**columns, **(with_texts(columns, edited) if edited else {})}
