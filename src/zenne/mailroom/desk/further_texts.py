"""The languages in which the same answer is written once more, for writers who were put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from zenne.core.access.public import internal
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.letters.models import Letter


@dataclass(frozen=True, slots=True)
class FurtherText:
    """The same answer in one more language. ``readers``: the addresses of those who get it in that one."""

    language: str
    text: str
    readers: tuple[str, ...]


@internal
def further_texts(
    draft: Answer | None, receivers: Sequence[tuple[Letter, tuple[str, ...]]], *, first: str
) -> list[FurtherText]:
    """Languages of the city that a writer reads, where one answer reaches several, and those that have a text already.

    Args:
        receivers: the last letter of each, with the languages in which they are written to.
        first: the language of the answer itself.
    """
    texts = dict(draft.further_texts.values_list("language", "text")) if draft else {}
    spoken = [code for _, codes in receivers for code in codes] if len(receivers) > 1 else []
    known = dict(settings.LANGUAGES)
    return [
        FurtherText(code, texts.get(code, ""), tuple(each.sender for each, codes in receivers if code in codes))
        for code in dict.fromkeys([*spoken, *texts])
        if (code != first or code in texts) and code in known
    ]
