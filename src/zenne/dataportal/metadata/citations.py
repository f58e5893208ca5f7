"""How to name a data set in a text."""

from django.utils.translation import gettext as _

from zenne.catalogue.public import city
from zenne.core.languages.public import written_date
from zenne.dataportal.metadata.addresses import page_of
from zenne.dataportal.queries import KnownDataset


def citation(known: KnownDataset, *, version: str) -> str:
    """One line in the reader's language: who, when, what, where, and the state that was seen."""
    dataset, here = known.dataset, city(version)
    owner = str(dataset.publisher.name) if dataset.publisher else str(here.long_name) if here else _("The city")
    return _("%(publisher)s (%(year)d). %(title)s. Version of %(date)s. %(address)s") % {
        "publisher": owner,
        "year": known.changed_at.year,
        "title": str(dataset.title) or dataset.slug,
        "date": written_date(known.changed_at, "j F Y"),
        "address": page_of(dataset.slug),
    }
