"""Texts in the answers: an object with one text per language, or with the one language that was asked for."""

from typing import Annotated, Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from zenne.core.languages.public import Translated

Texts = Annotated[
    dict[Annotated[str, Field(pattern="^[a-z]{2,3}$")], str],
    Field(
        description="A text per language code. With `lang` it has one entry: that language or, where there is no such "
        "translation, the first language that has the text.",
        examples=[{"nl": "Paspoort", "fr": "Passeport", "en": "Passport"}],
    ),
]


def known_language(code: Any) -> Any:
    """The code of a language in which the interface exists."""
    codes = [code for code, _name in settings.LANGUAGES]
    if code is None or code in codes:
        return code
    message = _("This is not a language of this site. Choose one of: %(codes)s.") % {"codes": ", ".join(codes)}
    raise PydanticCustomError("unknown-language", "{message}", {"message": message})


LanguageCode = Annotated[
    str | None,
    BeforeValidator(known_language, json_schema_input_type=str),
    Field(
        description="Give every text in this language only. Left out: all languages.",
        json_schema_extra={"example": "en", "enum": [code for code, _name in settings.LANGUAGES]},
    ),
]


class InLanguage(Schema):
    """The parameter of every operation that answers with texts."""

    lang: LanguageCode = None

    def texts(self, text: Translated) -> dict[str, str]:
        """A text in all languages or in the one that was asked for."""
        if self.lang is None:
            return dict(text)
        shown = text.shown_in(self.lang)
        return {shown.language: shown.text} if shown.text else {}

    @property
    def reader_language(self) -> str:
        """The language that was asked for, or else that of Accept-Language."""
        return self.lang or get_language() or settings.LANGUAGE_CODE
