"""What a machine can translate for a reader, where the city has installed models for it."""

from collections.abc import Iterable

from django.utils.translation import get_language

from zenne.core.access.public import Asker, internal
from zenne.mailroom.answers.sources import language_of_answer
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.translation.public import can_translate
from zenne.workforce.public import languages_of


def own_language() -> str:
    """The language in which the reader has the page."""
    return get_language() or ""


@internal
def foreign_languages(asker: Asker, letters: Iterable[Letter]) -> frozenset[str]:
    """The languages of these letters that the reader does not read, and a machine translates into their own."""
    own = own_language()
    found = {each.language for each in letters if each.language != own and can_translate(each.language, own)}
    return frozenset(found.difference(languages_of(asker)) if found else found)


@internal
def answer_language(thread: Thread, letter: Letter) -> str:
    """The language of the writer, when a machine puts what the reader writes into it; else nothing."""
    wanted = language_of_answer(thread, letter)
    return wanted if can_translate(own_language(), wanted) else ""
