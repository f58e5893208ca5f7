"""Make ready what letters may be answered with."""

from zenne.core.access.public import Asker, internal, records_nothing
from zenne.mailroom.routing.bilingual import learned_projection
from zenne.mailroom.routing.finder_files import keep_finder
from zenne.mailroom.routing.finding import finder_of
from zenne.mailroom.routing.passages import known_parallel_texts, known_passages


@internal
@records_nothing(because="it sorts anew what is written down already, and shows nobody anything")
def index_passages(*, asker: Asker) -> int:
    """Learn how languages lead to each other and compare all passages; returns how many there are."""
    passages = known_passages()
    if passages:
        keep_finder(finder_of(passages, learned_projection(known_parallel_texts())))
    return len(passages)
