"""Note which translations are older than their source."""

from collections.abc import Mapping, Sequence

from zenne.catalogue.desk.models import OutdatedText
from zenne.catalogue.desk.things import Thing
from zenne.catalogue.rules.text_states import Ageing, ageing
from zenne.core.access.public import internal, records_nothing
from zenne.core.languages.public import Translated

Texts = Mapping[Thing, Mapping[str, Translated]]


@internal
@records_nothing(because="the action that publishes a text records it")
def note_ageing(*, before: Texts, after: Texts, languages: Sequence[str]) -> None:
    """Remember the translations whose source changed, and forget those that were renewed.

    A translation whose source goes back to what it was made from fits again. Part of the caller's transaction.
    """
    changes = [
        (thing, change)
        for thing, texts in after.items()
        if thing in before and texts != before[thing]
        for change in ageing(before[thing], texts, languages=languages)
    ]
    if not changes:
        return
    known = {row.place: row for row in OutdatedText.objects.all()}
    for thing, change in changes:
        settle(thing, change, known.get((thing.kind, thing.key, change.path, change.language)))


def settle(thing: Thing, change: Ageing, row: OutdatedText | None) -> None:
    if row is not None and (change.made_from is None or row.made_from == change.source):
        row.delete()
    elif row is None and change.made_from is not None:
        OutdatedText.objects.create(
            kind=thing.kind, key=thing.key, path=change.path, language=change.language, made_from=change.made_from
        )
