"""What a module gives to the search: documents, and where they come from."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zenne.core.search.rules.words import clean

KIND_FORM = re.compile(r"[a-z][a-z0-9_-]{0,39}")
LANGUAGE_FORM = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
LONGEST_KEY = 200
LONGEST_PATH = 500


class DocumentError(ValueError):
    """A document or a source that cannot be indexed; ``code`` says why."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One thing in one language, as the search knows it. All texts are plain text.

    Attributes:
        kind: what it is; one module owns one kind (``service``).
        key: which one; the same in every language.
        language: ISO 639-1 code of the texts; one of ``settings.LANGUAGES``, or only its own readers find it.
        title: shown, and what counts most.
        summary: one or two sentences, shown.
        body: everything else that people may look for; the first 5,000 words count, and it is not kept.
        synonyms: other words and phrases for the title.
        path: address of its page, without the language: ``/services/passport/``.
        weight: 0–100, how often people need it; breaks near-ties.
    """

    kind: str
    key: str
    language: str
    title: str
    summary: str = ""
    body: str = ""
    synonyms: tuple[str, ...] = ()
    path: str
    weight: int = 0

    def __post_init__(self) -> None:
        if not KIND_FORM.fullmatch(self.kind):
            raise DocumentError("kind", f"{self.kind!r} is no kind: lower-case letters, digits and hyphens")
        if not LANGUAGE_FORM.fullmatch(self.language) or len(self.language) > 16:
            raise DocumentError("language", f"{self.language!r} is no language code in lower case")
        if not 0 < len(self.key) <= LONGEST_KEY or clean(self.key) != self.key:
            raise DocumentError("key", f"{self.key!r} is no key: 1 to {LONGEST_KEY} printable characters")
        if not self.path.startswith("/") or len(self.path) > LONGEST_PATH or clean(self.path) != self.path:
            raise DocumentError("path", f"{self.path!r} is no path: / and at most {LONGEST_PATH} printable characters")
        if not 0 <= self.weight <= 100:
            raise DocumentError("weight", f"{self.kind} {self.key}: a weight is 0 to 100, not {self.weight}")


@dataclass(frozen=True, slots=True)
class SearchSource:
    """A kind of documents and the function that yields all of them as they are now."""

    kind: str
    documents: Callable[[], Iterable[SearchDocument]]
