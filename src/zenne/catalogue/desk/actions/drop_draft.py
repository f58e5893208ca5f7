"""Throw a draft away."""

from django.db import transaction

from zenne.catalogue.desk.holding import hold_texts
from zenne.catalogue.desk.models import Draft
from zenne.catalogue.desk.permissions import TRANSLATE
from zenne.catalogue.desk.things import Thing
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record


@needs(TRANSLATE)
@transaction.atomic
def drop_draft(*, asker: Asker, thing: Thing, language: str) -> bool:
    """Forget the draft of a thing in one language; whether there was one. What it said stays in the audit log."""
    hold_texts()
    draft = Draft.objects.filter(kind=thing.kind, key=thing.key, language=language).first()
    if draft is None:
        return False
    record(asker=asker, action="catalogue.drop-draft", thing=str(draft), details={"texts": draft.texts})
    draft.delete()
    return True
