"""How the fields of forms are called on their pages: what was typed is shown again under the words that people know."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Choices = Iterable[tuple[str, "StrOrPromise"]]


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What people see of a field.

    Attributes:
        label: as on the page, lazily translated; empty for what the page sends along without showing it.
        choices: the values to choose from with their words, asked for when they are shown; empty for free text. Whoever
            signs in may see them, also who may not send the form: nothing in them is about a person.
    """

    label: "StrOrPromise"
    choices: Callable[[], Choices] = tuple


NOT_SHOWN: Final = FieldWords("")
"""A field that the page itself fills in: a mark of a version, where to go afterwards."""

Names = Mapping[str, FieldWords] | Callable[[str], FieldWords | None]
_forms: dict[str, Names] = {}


def name_fields(route: str, names: Names) -> None:
    """Say how the fields of a form are called; called in ``AppConfig.ready()`` of the module that has the form.

    Args:
        route: name of the address to which the form is sent: ``audit:purpose``.
        names: the words by name of the field, or a function of that name where names are not known beforehand.
    """
    _forms[route] = names


def words_of_field(route: str, name: str) -> FieldWords | None:
    """How a field is called; None when nobody has said."""
    names = _forms.get(route, {})
    return names(name) if callable(names) else names.get(name)
