"""Where the same page is in another language."""

from django.conf import settings

INTERFACE = dict(settings.LANGUAGES)


def language_of_path(path: str) -> str:
    """The language at the beginning of a path; empty when there is none."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in INTERFACE else ""


def path_in(language: str, path: str) -> str:
    """The address of the same page in another language."""
    current = language_of_path(path)
    return f"/{language}{path.removeprefix(f'/{current}') if current else path}"
