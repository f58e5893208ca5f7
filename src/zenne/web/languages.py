"""Where the same page is in another language."""

from django.conf import settings

from zenne.catalogue.public import city
from zenne.core.content.public import current_version

INTERFACE = dict(settings.LANGUAGES)


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
