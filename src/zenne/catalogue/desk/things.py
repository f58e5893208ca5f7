"""The things of the catalogue that have texts for people, and how each is found.

Streets are left out: their names come from the map, in the languages of the map.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.models import Branch, City, LifeEvent, PublicOrganisation, PublicService, Topic
from zenne.catalogue.rules.thing_texts import texts_in
from zenne.core.content.public import per_version
from zenne.core.languages.public import PartsField, Translated, TranslatedField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing.

    Attributes:
        code: as it stands in addresses and rows.
        name: many of them, lazily translated.
        column: the column that names a thing; empty when there is only one.
        page: the name of the address of its own page; empty when it has none.
    """

    code: str
    name: "StrOrPromise"
    model: type[Model]
    column: str
    page: str = ""

    def key_of(self, thing: Model) -> str:
        return str(getattr(thing, self.column)) if self.column else self.code

    def things(self) -> Iterator[tuple[str, Model]]:
        """All of them by key, also those that are retired."""
        return ((self.key_of(thing), thing) for thing in self.model._default_manager.all())  # noqa: SLF001

    def find(self, key: str) -> Model | None:
        """One of them that is not retired."""
        rows = self.model._default_manager.all()  # noqa: SLF001 - the manager that each model has
        if self.column:
            return rows.filter(**{self.column: key}, retired_at=None).first()
        return rows.first() if key == self.code else None


CITY: Final = Kind("city", _("The city"), City, "")
KINDS: Final[Mapping[str, Kind]] = {
    kind.code: kind
    for kind in (
        Kind("service", _("Services"), PublicService, "slug", "catalogue:service"),
        Kind("branch", _("Branches"), Branch, "slug", "catalogue:branch"),
        Kind("life-event", _("Life events"), LifeEvent, "key", "catalogue:life-event"),
        Kind("topic", _("Topics"), Topic, "key", "catalogue:topic"),
        Kind("organisation", _("Departments"), PublicOrganisation, "key"),
        CITY,
    )
}


@dataclass(frozen=True, order=True, slots=True)
class Thing:
    """The name of a thing, without what it holds."""

    kind: str
    key: str


def columns_of(thing: Model) -> dict[str, Any]:
    """The columns of a thing that can hold texts."""
    names = [field.attname for field in thing._meta.fields if isinstance(field, TranslatedField | PartsField)]  # noqa: SLF001
    return {name: getattr(thing, name) for name in names}


def all_texts() -> dict[Thing, dict[str, Translated]]:
    """The texts of all things as readers see them, retired things included. One query a kind."""
    return {
        Thing(kind.code, key): texts_in(columns_of(thing)) for kind in KINDS.values() for key, thing in kind.things()
    }


@per_version
def current_texts(version: str) -> Mapping[Thing, Mapping[str, Translated]]:
    """The texts of all things that are not retired, in the order of the kinds. Kept per version."""
    return {
        Thing(kind.code, key): texts_in(columns_of(thing))
        for kind in KINDS.values()
        for key, thing in kind.things()
        if getattr(thing, "retired_at", None) is None
    }
