"""Keep texts that readers do not see yet."""

from datetime import datetime
from typing import Any

from django.db import transaction

from zenne.catalogue.desk.holding import hold_texts
from zenne.catalogue.desk.models import Draft
from zenne.catalogue.desk.permissions import TRANSLATE
from zenne.catalogue.desk.refusals import TextsRefused
from zenne.catalogue.desk.stands import ThingStand, stand_of
from zenne.catalogue.desk.things import Thing
from zenne.catalogue.desk.typed import TypedTexts, merge_all, why_no_draft
from zenne.core.access.public import Asker, needs, records_nothing


@needs(TRANSLATE)
@transaction.atomic
@records_nothing(because="a draft has no effect; publishing it is recorded")
def save_draft(*, asker: Asker, thing: Thing, language: str, typed: TypedTexts, at: datetime) -> ThingStand:
    """Save what was typed as the draft of a thing in one language. A draft that says what readers see is dropped.

    Returns how the texts stand then.

    Raises:
        NoSuchThing: there is no such thing, or the city does not speak the language.
        TextsRefused: a text cannot be kept, or somebody else changed the same one meanwhile.
    """
    hold_texts()
    stand = stand_of(thing, language)
    merged = merge_all(stand, typed)
    refusal = why_no_draft(stand, merged)
    if refusal.faults or refusal.rivals:
        raise TextsRefused(stand, refusal)
    bases = {path: base for path, (_, base) in (stand.draft.by_path if stand.draft else {}).items()}
    texts = []
    for path, text in stand.texts.items():
        published = text.stored.published
        each = merged.get(path)
        chosen = each.text if each else text.stored.current
        if chosen != published:
            base = published if path not in bases or (each and each.was_decided) else bases[path]
            texts.append([path, chosen, base])
    place: dict[str, Any] = {"kind": thing.kind, "key": thing.key, "language": language}
    if texts:
        values = {"texts": texts, "changed_at": at, "changed_by": asker.key}
        Draft.objects.update_or_create(**place, defaults=values)
    else:
        Draft.objects.filter(**place).delete()
    return stand_of(thing, language)
