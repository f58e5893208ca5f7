"""The addresses of things, without a language: they open in the reader's own."""

from django.conf import settings


def page_of(kind: str, name: str) -> str:
    """The address of a thing's page: ``kind`` is ``services``, ``branches``, ``topics`` or ``life-events``."""
    return f"{settings.BASE_URL}/{kind}/{name}/"
