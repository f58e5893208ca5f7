"""An answer in each language in which somebody wrote it, as a message carries it."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.telling import status_address
from zenne.mailroom.answers.tokens import answer_token


@dataclass(frozen=True, slots=True)
class Part:
    """An answer in one language: the lines of each paragraph, and the pages that it leads to in that language.

    ``is_by_machine``: a machine translated it, and a person read it.
    """

    language: str
    paragraphs: list[list[str]]
    is_by_machine: bool
    verdict_address: str
    status_address: str


def parts_of(answer: Answer) -> list[Part]:
    """One for each language; that of the answer itself comes first, and its text is for readers of that language."""
    further = answer.further_texts.values_list("language", "text")
    return [
        Part(
            language=language,
            paragraphs=paragraphs(text),
            is_by_machine=bool(answer.translated_from) and language == answer.language,
            verdict_address=verdict_address(answer, language=language),
            status_address=status_address(answer.thread, language=language),
        )
        for language, text in [(answer.language, answer.text), *further]
    ]


def verdict_address(answer: Answer, *, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse("answers:verdict", args=[answer_token(answer.uuid)])


def paragraphs(text: str) -> list[list[str]]:
    """The lines of each paragraph."""
    parts = "\n".join(line.rstrip() for line in text.strip().splitlines()).split("\n\n")
    return [[line for line in part.split("\n") if line] for part in parts if part.strip()]
