"""The sentences of a template, and whether a language has them all."""

import ast
import gettext as catalogues
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

CALL = re.compile(r"\b(gettext|ngettext|_)\(")
USED = re.compile(r"\{%-?\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
Sentence = str | tuple[str, str]
"""A sentence, or its singular and plural."""


def sentences_of_template(text: str) -> Iterator[tuple[int, Sentence]]:
    """The sentences of a Django template, through Django's own reading of it as Python-like calls."""
    code = templatize(text)
    for call in CALL.finditer(code):
        arguments = literal_arguments(code[call.end() :])
        line = code.count("\n", 0, call.start()) + 1
        if call[1] == "ngettext" and len(arguments) >= 2:
            yield line, (arguments[0], arguments[1])
        elif arguments:
            yield line, arguments[0]


def literal_arguments(code: str) -> list[str]:
    """The string literals with which a call's arguments begin."""
    found = []
    literal = re.compile(r"\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*,?", re.DOTALL)
    while match := literal.match(code):
        found.append(str(ast.literal_eval(match[1])))
        code = code[match.end() :]
    return found


class Missing(catalogues.NullTranslations):
    """Stands behind a catalogue and says that it has not got a sentence."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise KeyError(msgid1)


@lru_cache(maxsize=256)
def is_translated(template: str, language: str) -> bool:
    """Whether every sentence of a template, and of the templates that it names, is in the catalogue of a language.

    The language of the source has them all; a language without a catalogue has none.
    """
    if language == settings.LANGUAGE_CODE:
        return True
    found = [
        catalogues.translation("django", localedir=folder, languages=[to_locale(language)], fallback=False)
        for folder in map(str, settings.LOCALE_PATHS)
        if catalogues.find("django", folder, [to_locale(language)])
    ]
    return bool(found) and all(has(found[0], sentence) for sentence in all_sentences(template))


def has(catalogue: catalogues.NullTranslations, sentence: Sentence) -> bool:
    catalogue.add_fallback(Missing())
    try:
        if isinstance(sentence, str):
            catalogue.gettext(sentence)
        else:
            catalogue.ngettext(*sentence, 1)
    except KeyError:
        return False
    return True


def all_sentences(template: str) -> Iterator[Sentence]:
    """The sentences of a template and of all that it extends or includes by name."""
    found: Any = get_template(template)
    source = Path(found.origin.name).read_text(encoding="utf-8")
    yield from (sentence for _, sentence in sentences_of_template(source))
    for used in USED.findall(source):
        yield from all_sentences(used)
