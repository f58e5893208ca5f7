"""What a letter may be about, for a person who reads it."""

from dataclasses import dataclass

from zenne.catalogue.public import PublicService
from zenne.core.access.public import internal
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.routing.public import route
from zenne.mailroom.rules.splitting import visible_reply


@dataclass(frozen=True, slots=True)
class ShownGuess:
    """A service that a letter may be for, how sure that is, and the words of the letter that say so."""

    service: PublicService
    percent: int
    words: tuple[str, ...]


@internal
def guesses_for(thread: Thread, letter: Letter) -> list[ShownGuess]:
    """The likeliest services of a letter that a person reads, while no person has said which it is."""
    if thread.service is not None and not thread.is_guessed:
        return []
    found = route(subject=letter.subject, text=visible_reply(letter.text), language=letter.language).best
    services = {each.slug: each for each in PublicService.objects.filter(slug__in=[each.service for each in found])}
    return [
        ShownGuess(services[each.service], round(100 * each.probability), each.words)
        for each in found
        if each.service in services
    ]
