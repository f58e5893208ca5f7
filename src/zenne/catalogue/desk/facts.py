"""What the translation desk announces."""

from dataclasses import dataclass

from zenne.core.events.public import fact


@fact
@dataclass(frozen=True, slots=True)
class TranslationPublished:
    """Texts of a thing of the catalogue were published in one language: how many differ from before."""

    kind: str
    key: str
    language: str
    changed: int
