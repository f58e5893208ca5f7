"""In which language a page is shown, and where the same page is in another."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from zenne.catalogue.public import city
from zenne.core.content.public import current_version

INTERFACE = dict(settings.LANGUAGES)


def shown_languages(version: str) -> list[tuple[str, str]]:
    """Codes and own names of the languages that this city shows, in its order."""
    here = city(version)
    codes = [code for code in here.languages if code in INTERFACE] if here else list(INTERFACE)
    return [(code, INTERFACE[code]) for code in codes]


def language_of_path(path: str) -> str:
    """The language at the beginning of a path; empty when there is none."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in INTERFACE else ""


def path_in(language: str, path: str) -> str:
    """The address of the same page in another language."""
    current = language_of_path(path)
    return f"/{language}{path.removeprefix(f'/{current}') if current else path}"


def sender_name() -> str:
    """Who writes to people: the city, in the active language; the name in the settings before one was loaded."""
    here = city(current_version())
    return str(here.long_name or here.name) if here else settings.MAIL_SENDER_NAME


def best_language(request: HttpRequest, version: str) -> str:
    """The language for somebody whose address names none: what the browser asks for, if the city shows it."""
    codes = [code for code, _ in shown_languages(version)]
    wanted = get_language_from_request(request)
    return wanted if wanted in codes else codes[0]
