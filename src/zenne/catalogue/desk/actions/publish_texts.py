"""Publish texts of a thing in one language."""

from datetime import datetime

from django.db import transaction

from zenne.catalogue.desk.actions.write_texts import NewTexts, write_texts
from zenne.catalogue.desk.holding import hold_texts
from zenne.catalogue.desk.models import Publication
from zenne.catalogue.desk.permissions import PUBLISH
from zenne.catalogue.desk.refusals import TextsRefused
from zenne.catalogue.desk.stands import stand_of
from zenne.catalogue.desk.things import Thing
from zenne.catalogue.desk.typed import TypedTexts, is_confirmed, merge_all, why_not_published
from zenne.core.access.public import Asker, needs


@needs(PUBLISH)
@transaction.atomic
def publish_texts(*, asker: Asker, thing: Thing, language: str, typed: TypedTexts, at: datetime) -> Publication | None:
    """Make what was typed what readers see. None when that changes nothing; the draft is over in both cases.

    Raises:
        NoSuchThing: there is no such thing, or the city does not speak the language.
        TextsRefused: a text cannot be published, somebody else changed the same one meanwhile, its source changed, or
            a conflict waits for a decision.
    """
    hold_texts()
    stand = stand_of(thing, language)
    merged = merge_all(stand, typed)
    refusal = why_not_published(stand, typed, merged)
    if refusal.faults or refusal.rivals:
        raise TextsRefused(stand, refusal)
    texts = {path: each.text for path, each in merged.items() if each.text != stand.texts[path].stored.published}
    confirmed = [path for path, each in merged.items() if is_confirmed(stand.texts[path], typed[path], each)]
    settled = [path for path, each in merged.items() if each.was_decided]
    if stand.draft is not None:
        stand.draft.delete()
    return write_texts(asker=asker, thing=thing, language=language, new=NewTexts(texts, confirmed, settled), at=at)
