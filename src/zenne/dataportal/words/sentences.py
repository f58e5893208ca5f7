"""Sentences of the interface as texts in every language: what modules and standards say of data."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from zenne.core.languages.public import Translated

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def in_every_language(sentence: "StrOrPromise") -> Translated:
    """A lazily translated sentence in all languages of the interface."""
    texts = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts.append((language, str(sentence)))
    return Translated(texts)
