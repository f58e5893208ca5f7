"""The languages that this city shows, and the one for a reader whose address names none."""

from django.conf import settings
from django.http import HttpRequest

from zenne.catalogue.queries import city
from zenne.core.content.public import version_of
from zenne.core.languages.public import preferred_language

INTERFACE = dict(sorted(settings.LANGUAGES, key=lambda language: language[0] != settings.LANGUAGE_CODE))
"""Codes and own names of the languages of the interface, its source first."""


def shown_languages(version: str) -> list[tuple[str, str]]:
    """Codes and own names of the languages that this city shows, in its order."""
    here = city(version)
    codes = [code for code in here.languages if code in INTERFACE] if here else []
    return [(code, INTERFACE[code]) for code in codes or INTERFACE]


def best_language(request: HttpRequest) -> str:
    """The first language that the browser asks for and the city shows; else the city's first."""
    codes = [code for code, _name in shown_languages(version_of(request))]
    return preferred_language(request.headers.get("Accept-Language", ""), codes)
