"""A text in several languages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text as one reader sees it: ``is_fallback`` when it is not in the language that was asked for."""

    text: str
    language: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text


class Translated(Mapping[str, str]):
    """An immutable text per language code; languages without a text are left out.

    The order of the languages is the order of fallback. It is kept as a list of pairs wherever this becomes JSON,
    because PostgreSQL's ``jsonb`` forgets the order of an object's keys.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        self._texts = {language: text for language, text in dict(texts).items() if text}

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Translated) and self.pairs() == other.pairs()

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"Translated({self._texts!r})"

    def __str__(self) -> str:
        return self.shown_in(get_language() or settings.LANGUAGE_CODE).text

    def pairs(self) -> list[list[str]]:
        """``[["nl", "Reispas"], ["fr", "Passeport"]]``, in the order of fallback."""
        return [[language, text] for language, text in self._texts.items()]

    def shown_in(self, language: str) -> ShownText:
        """The text in ``language``, or else in the first language that has one; empty when there is none at all."""
        if language in self._texts:
            return ShownText(self._texts[language], language, is_fallback=False)
        for other, text in self._texts.items():
            return ShownText(text, other, is_fallback=True)
        return ShownText("", language, is_fallback=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        pair = core_schema.tuple_positional_schema([core_schema.str_schema(), core_schema.str_schema()])
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.no_info_before_validator_function(
                lambda value: value.pairs() if isinstance(value, Translated) else value, core_schema.list_schema(pair)
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(cls.pairs),
        )
