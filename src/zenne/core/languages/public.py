"""Texts in several languages: the value, the columns."""

from zenne.core.languages.fields import PartsField, TranslatedField
from zenne.core.languages.template_sentences import is_translated
from zenne.core.languages.texts import ShownText, Translated

__all__ = ["PartsField", "ShownText", "Translated", "TranslatedField", "is_translated"]
