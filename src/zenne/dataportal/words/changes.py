"""What changed in the columns of a table, in words."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zenne.dataportal.rules.schema_changes import SchemaChange
from zenne.dataportal.words.labels import TYPES, system_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: "Final[Mapping[str, StrOrPromise]]" = {
    "added": gettext_lazy("The column %(column)s is new."),
    "removed": gettext_lazy("The column %(column)s is gone."),
    "name": gettext_lazy("The column %(before)s is called %(after)s now."),
    "type": gettext_lazy("%(column)s: the type was “%(before)s” and is “%(after)s” now."),
    "format": gettext_lazy("%(column)s: files write the values in another way."),
    "title": gettext_lazy("%(column)s: the title is another one."),
    "description": gettext_lazy("%(column)s: the description is another one."),
    "unit": gettext_lazy("%(column)s: the unit was “%(before)s” and is “%(after)s” now."),
    "codes": gettext_lazy("%(column)s: the list of possible values is another one."),
    "refers_to": gettext_lazy("%(column)s: the values came from “%(before)s” and come from “%(after)s” now."),
    "crs": gettext_lazy("%(column)s: the coordinate system was “%(before)s” and is “%(after)s” now."),
    "key": gettext_lazy("The key was “%(before)s” and is “%(after)s” now."),
    "sort": gettext_lazy("The rows lie in another order."),
}
WORDS: Final[Mapping[str, Callable[[Any], str]]] = {
    "type": lambda value: str(TYPES[value]),
    "crs": system_words,
    "key": ", ".join,
}


def change_words(change: SchemaChange) -> str:
    """One difference between two schemas, as a sentence."""
    if change.what == "is_required":
        said = (
            _("%(column)s: every row must have a value now.")
            if change.after
            else _("%(column)s: rows may have no value now.")
        )
        return said % {"column": change.column}
    in_words = WORDS.get(change.what, str)
    before, after = (in_words(value) or _("nothing") for value in (change.before, change.after))
    return str(SENTENCES[change.what]) % {"column": change.column, "before": before, "after": after}
