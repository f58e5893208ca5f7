"""One change of texts at a time, so that no load overwrites a publication that it has not seen."""

from zenne.catalogue.models import City


def hold_texts() -> City | None:
    """Keep other loads, publications and drafts waiting until this transaction ends. None before a city is loaded.

    SQLite has one writer anyway.
    """
    return City.objects.select_for_update().filter(pk=1).first()
