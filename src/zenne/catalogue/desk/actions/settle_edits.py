"""Bring edits in line with the city folder that was just loaded."""

from zenne.catalogue.desk.actions.note_ageing import note_ageing
from zenne.catalogue.desk.kept_edits import KeptEdits
from zenne.catalogue.desk.models import Edit
from zenne.catalogue.rules.settled import Settled
from zenne.core.access.public import internal, records_nothing


@internal
@records_nothing(because="it follows from a load of the folder")
def settle_edits(kept: KeptEdits) -> Settled:
    """Forget the edits that the folder now says itself, remember what it says where it differs, note what grew old.

    Part of the transaction of the load. Nothing is written when nothing is new.
    """
    resolved = [edit for edit, folder in kept.seen if folder == edit.text]
    staying = [(edit, folder) for edit, folder in kept.seen if folder != edit.text]
    placeless = {edit.pk for edit in kept.edits} - {edit.pk for edit, _ in kept.seen}
    if resolved:
        Edit.objects.filter(pk__in=[edit.pk for edit in resolved]).delete()
    for edit, folder in staying:
        if (edit.folder, edit.has_place) != (folder, True):
            edit.folder, edit.has_place = folder, True
            edit.save(update_fields=["folder", "has_place"])
    lost = [edit.pk for edit in kept.edits if edit.pk in placeless and edit.has_place]
    if lost:
        Edit.objects.filter(pk__in=lost).update(has_place=False)
    note_ageing(before=kept.before, after=kept.after, languages=kept.languages)
    conflicts = sum(edit.is_conflict for edit, _ in staying)
    return Settled(len(staying), conflicts, len(resolved), len(placeless))
