"""What the list of data sets can be narrowed down to, with how many there would be."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import city, organisations
from zenne.dataportal.finding import OF_THE_CITY, publisher_key
from zenne.dataportal.metadata.codes import FORMATS, FREQUENCIES, HIGH_VALUE, LICENCES, THEMES, formats_of, themes_of
from zenne.dataportal.queries import KnownDataset

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def formats_of_dataset(known: KnownDataset) -> list[str]:
    forms = (formats_of(has_geometry=table.has_geometry, rows=table.rows) for table in known.tables)
    return list(dict.fromkeys(form.code for each in forms for form in each))


KINDS: Final[Mapping[str, Callable[[KnownDataset], Iterable[str]]]] = {
    "theme": lambda known: themes_of(known.dataset.themes),
    "publisher": lambda known: [publisher_key(known)],
    "format": formats_of_dataset,
    "licence": lambda known: [known.dataset.licence],
    "frequency": lambda known: [known.dataset.frequency],
    "high_value": lambda known: known.dataset.high_value,
}
"""The filters by the name of their parameter, and the values that a data set has for each."""
TITLES: Final[Mapping[str, "StrOrPromise"]] = {
    "theme": _("Theme"),
    "publisher": _("Publisher"),
    "format": _("Format"),
    "licence": _("Licence"),
    "frequency": _("Brought up to date"),
    "high_value": _("High-value data under European law"),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader chose, by filter. A value that no data set has finds nothing."""

    chosen: Mapping[str, str]

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Choices":
        """From the parameters of an address."""
        return cls({kind: value for kind in KINDS if (value := asked.get(kind, ""))})

    @property
    def are_any(self) -> bool:
        return bool(self.chosen)

    def wants(self, known: KnownDataset, *, but: str = "") -> bool:
        """Whether a data set passes all filters, ``but`` one."""
        return all(value in KINDS[kind](known) for kind, value in self.chosen.items() if kind != but)

    def query(self, words: str) -> str:
        """The filters as they stand in an address."""
        return urlencode({**({"q": words} if words else {}), **self.chosen})


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a filter and how many data sets have it, the other filters being as they are."""

    value: str
    title: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values."""

    kind: str
    title: "StrOrPromise"
    options: Sequence[Option]


def facets_of(found: Sequence[KnownDataset], choices: Choices, *, version: str) -> list[Facet]:
    """The filters. A value with nothing behind it is left out, unless it is chosen; so is a filter without values."""
    names = names_of_values(version)
    facets = []
    for kind, values_of in KINDS.items():
        counts = Counter(value for each in found if choices.wants(each, but=kind) for value in set(values_of(each)))
        chosen = choices.chosen.get(kind)
        options = [
            Option(value, str(title), counts[value], value == chosen)
            for value, title in names[kind].items()
            if counts[value] or value == chosen
        ]
        if options:
            facets.append(Facet(kind, TITLES[kind], sorted(options, key=lambda each: (-each.number, each.title))))
    return facets


def names_of_values(version: str) -> dict[str, dict[str, "StrOrPromise"]]:
    here = city(version)
    return {
        "theme": {code: term.label for code, term in THEMES.items()},
        "publisher": {
            OF_THE_CITY: str(here.long_name) if here else str(_("The city")),
            **{each.key: str(each.name) for each in organisations(version)},
        },
        "format": {code: each.name for code, each in FORMATS.items()},
        "licence": {code: each.label for code, each in LICENCES.items()},
        "frequency": {code: each.label for code, each in FREQUENCIES.items()},
        "high_value": {code: each.label for code, each in HIGH_VALUE.items()},
    }
