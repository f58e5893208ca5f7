"""Whether a text is translated, and whether its translation still says what the source says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zenne.core.languages.public import Translated


class TextState(StrEnum):
    """How a text stands in one language."""

    EMPTY = "empty"
    """No language has it, so nobody misses it."""
    MISSING = "missing"
    OUTDATED = "outdated"
    """Its source changed after it was translated."""
    CONFLICT = "conflict"
    """It was edited, and the city folder says something else since then."""
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a translation is made from."""

    language: str
    text: str


def source_of(texts: Translated, language: str, *, languages: Sequence[str]) -> SourceText:
    """The text in the first language of the city that has it; for that language itself there is no source."""
    if languages and language == languages[0] and texts.get(language):
        return SourceText("", "")
    others = (code for code in (*languages, *texts) if code != language and texts.get(code))
    code = next(others, "")
    return SourceText(code, texts.get(code, ""))


def state_of(texts: Translated, language: str, *, is_outdated: bool, is_conflict: bool) -> TextState:
    """How a text stands in ``language``; a conflict comes first, because it asks for a decision."""
    if is_conflict:
        return TextState.CONFLICT
    if not texts.get(language):
        return TextState.MISSING if texts else TextState.EMPTY
    return TextState.OUTDATED if is_outdated else TextState.CURRENT


@dataclass(frozen=True, slots=True)
class Ageing:
    """What a change of texts does to one translation: it is renewed, or from now on older than its source.

    ``made_from`` is what the source said before, None when the translation fits its source now; ``source`` is what it
    says now.
    """

    path: str
    language: str
    made_from: str | None
    source: str = ""


def ageing(
    before: Mapping[str, Translated], after: Mapping[str, Translated], *, languages: Sequence[str]
) -> Iterator[Ageing]:
    """What becomes of each translation when the texts of a thing change from ``before`` to ``after``.

    A translation that changes together with its source was renewed. A text that is new has no older translation.
    """
    for path, texts in after.items():
        old = before.get(path, Translated())
        if texts == old:
            continue
        for language in {*texts, *old}:
            source = source_of(texts, language, languages=languages)
            was = old.get(source.language, "")
            if texts.get(language) != old.get(language) or not source.text:
                yield Ageing(path, language, None)
            elif was and was != source.text:
                yield Ageing(path, language, was, source.text)
    yield from (
        Ageing(path, language, None) for path, texts in before.items() if path not in after for language in texts
    )
