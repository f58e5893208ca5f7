"""What people call the texts of a thing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import NOT_SHOWN, FieldWords

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: Final[Mapping[str, "StrOrPromise"]] = {
    "name": _("Name"),
    "long_name": _("Full name"),
    "welcome": _("Welcome on the start page"),
    "summary": _("Summary"),
    "description": _("Description"),
    "channels": _("How to ask for it"),
    "requirements": _("What you need"),
    "costs": _("What it costs"),
    "outputs": _("What you get"),
    "legal_basis": _("Legal basis"),
    "processing_note": _("How long it takes"),
    "street": _("Street"),
    "locality": _("Town"),
    "directions": _("How to get there"),
    "accessibility_note": _("Accessibility"),
}

DOINGS: Final[Mapping[str, "StrOrPromise"]] = {
    "publish": _("Publish"),
    "preview": _("Save and preview"),
    "save": _("Save draft"),
}


def label_of(path: str) -> "StrOrPromise":
    """The column of a text in the reader's words; a new column that has none yet is called as in the table."""
    column = path.split(".", maxsplit=1)[0]
    return LABELS.get(column, column.replace("_", " ").capitalize())


def words_of_typed(name: str) -> FieldWords | None:
    """How a field of the form of a thing is called, for when what was typed is shown again."""
    path, _dash, part = name.rpartition("-")
    if name == "do":
        return FieldWords(_("What to do with it"), DOINGS.items)
    if part == "text":
        return FieldWords(label_of(path))
    return NOT_SHOWN if path else None


def labels_of(paths: Iterable[str]) -> dict[str, str]:
    """The labels of all texts of a thing by path, numbered where a column has several: "What you need 2"."""
    known = list(paths)
    columns = Counter(path.split(".", maxsplit=1)[0] for path in known)
    numbers: Counter[str] = Counter()
    labels = {}
    for path in known:
        column = path.split(".", maxsplit=1)[0]
        numbers[column] += 1
        labels[path] = f"{label_of(path)} {numbers[column]}" if columns[column] > 1 else str(label_of(path))
    return labels
