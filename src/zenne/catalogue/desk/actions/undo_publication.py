"""Take a publication back."""

from datetime import datetime

from django.db import transaction

from zenne.catalogue.desk.actions.write_texts import NewTexts, write_texts
from zenne.catalogue.desk.holding import hold_texts
from zenne.catalogue.desk.models import Publication
from zenne.catalogue.desk.permissions import PUBLISH
from zenne.catalogue.desk.refusals import CannotUndo
from zenne.catalogue.desk.stands import ThingStand, stand_of
from zenne.catalogue.desk.things import Thing
from zenne.catalogue.rules.merging import digest_of
from zenne.core.access.public import Asker, needs


@needs(PUBLISH)
@transaction.atomic
def undo_publication(*, asker: Asker, publication: int, seen: str, at: datetime) -> Publication:
    """Publish again what was there before. It is a new publication, which can be taken back too.

    Args:
        seen: digest of the texts now, as ``now_digest`` gives it: what the person saw when they decided.

    Raises:
        CannotUndo: it was taken back already, its texts changed since they were looked at, or nothing is left to undo.
        Publication.DoesNotExist: there is no such publication.
    """
    hold_texts()
    taken_back = Publication.objects.get(pk=publication)
    thing = Thing(taken_back.kind, taken_back.key)
    stand = stand_of(thing, taken_back.language)
    texts = undone_texts(stand, taken_back)
    if not texts or now_digest(stand, taken_back) != seen or Publication.objects.filter(undoes=taken_back).exists():
        raise CannotUndo(str(taken_back))
    new = NewTexts(texts, undoes=taken_back)
    undone = write_texts(asker=asker, thing=thing, language=taken_back.language, new=new, at=at)
    if undone is None:
        raise CannotUndo(str(taken_back))
    return undone


def undone_texts(stand: ThingStand, publication: Publication) -> dict[str, str]:
    """What the texts become when a publication is taken back; those that are so already are left out."""
    return {
        path: before
        for path, before, _ in publication.changed_texts()
        if path in stand.texts and stand.texts[path].stored.published != before
    }


def now_digest(stand: ThingStand, publication: Publication) -> str:
    """A mark of what readers see now in the texts of a publication."""
    paths = [path for path, _, _ in publication.changed_texts() if path in stand.texts]
    return digest_of("\x00".join(stand.texts[path].stored.published for path in paths))
