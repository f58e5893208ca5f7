"""How languages are called."""

from babel import Locale
from django.utils.translation import get_language


def language_name(code: str) -> str:
    """The name of a language in the reader's language; its code for one that has no name."""
    return str(Locale.parse(get_language() or "en", sep="-").languages.get(code, code))
