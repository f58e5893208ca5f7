"""Texts in several languages: the value, the columns; which language somebody reads; dates in words."""

from zenne.core.languages.dates import written_clock, written_date
from zenne.core.languages.fields import PartsField, TranslatedField
from zenne.core.languages.names import language_name
from zenne.core.languages.preference import preferred_language
from zenne.core.languages.template_sentences import is_translated
from zenne.core.languages.texts import ShownText, Translated

__all__ = [
    "PartsField",
    "ShownText",
    "Translated",
    "TranslatedField",
    "is_translated",
    "language_name",
    "preferred_language",
    "written_clock",
    "written_date",
]
