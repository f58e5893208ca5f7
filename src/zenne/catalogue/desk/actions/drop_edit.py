"""Forget an edit whose text the city folder no longer has."""

from django.db import transaction

from zenne.catalogue.desk.holding import hold_texts
from zenne.catalogue.desk.models import Edit
from zenne.catalogue.desk.permissions import PUBLISH
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record


@needs(PUBLISH)
@transaction.atomic
def drop_edit(*, asker: Asker, edit: int) -> bool:
    """Forget an edit without a place; whether there was one. What it said stays in the audit log."""
    hold_texts()
    found = Edit.objects.filter(pk=edit, has_place=False).first()
    if found is None:
        return False
    details = {"path": found.path, "text": found.text}
    record(asker=asker, action="catalogue.drop-edit", thing=str(found), details=details)
    found.delete()
    return True
