"""Put texts in force: the one way in which the desk changes what readers see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zenne.catalogue.desk.actions.note_ageing import note_ageing
from zenne.catalogue.desk.facts import TranslationPublished
from zenne.catalogue.desk.models import Edit, OutdatedText, Publication
from zenne.catalogue.desk.stands import NoSuchThing
from zenne.catalogue.desk.things import KINDS, Thing, columns_of
from zenne.catalogue.models import City
from zenne.catalogue.rules.thing_texts import in_language, texts_in, with_texts
from zenne.catalogue.search_sources import index_catalogue
from zenne.core.access.public import Asker, internal
from zenne.core.audit.public import record
from zenne.core.content.public import announce_change
from zenne.core.events.public import announce
from zenne.core.languages.public import Translated


@dataclass(frozen=True, slots=True)
class NewTexts:
    """What is published: texts by path, and the paths of which something else was decided.

    Attributes:
        confirmed: outdated translations that are still right.
        settled: conflicts with the city folder about which somebody decided.
        undoes: the publication that this takes back.
    """

    texts: Mapping[str, str]
    confirmed: Sequence[str] = ()
    settled: Sequence[str] = ()
    undoes: Publication | None = None


@internal
def write_texts(*, asker: Asker, thing: Thing, language: str, new: NewTexts, at: datetime) -> Publication | None:
    """Change texts of a thing in one language, with all that follows from it. Part of the caller's transaction.

    The search and the pages are brought up to date, the publication is kept with what was there before, the audit log
    gets a record, and the fact is announced. None when there is nothing to do.
    """
    place = {"kind": thing.kind, "key": thing.key, "language": language}
    settle_conflicts(place, [path for path in new.settled if path not in new.texts])
    OutdatedText.objects.filter(**place, path__in=new.confirmed).delete()
    if not (new.texts or new.confirmed or new.settled):
        return None
    changes = put_in_force(thing, language, new.texts)
    for path, before, after in changes:
        keep_edit({**place, "path": path}, before=before, after=after)
    publication = Publication.objects.create(
        **place, at=at, by=asker.key, changes=changes, confirmed=list(new.confirmed), undoes=new.undoes
    )
    details = {"changes": changes, "confirmed": list(new.confirmed), "settled": list(new.settled)}
    record(asker=asker, action="catalogue.publish-texts", thing=str(publication), details=details)
    if changes:
        index_catalogue()
        announce_change()
    announce(TranslationPublished(thing.kind, thing.key, language, len(changes)))
    return publication


def put_in_force(thing: Thing, language: str, texts: Mapping[str, str]) -> list[list[str]]:
    """Write the texts into the thing itself. Returns path, before and after of each that is different now."""
    city = City.objects.get(pk=1)
    row = KINDS[thing.kind].find(thing.key)
    if row is None:
        raise NoSuchThing(f"{thing.kind}:{thing.key}")
    before = texts_in(columns_of(row))
    after: dict[str, Translated] = {
        path: in_language(before[path], language, text, languages=city.languages)
        for path, text in texts.items()
        if path in before and before[path].get(language, "") != text
    }
    columns = with_texts(columns_of(row), after)
    for column, value in columns.items():
        setattr(row, column, value)
    if columns:
        row.save(update_fields=list(columns))
    note_ageing(before={thing: before}, after={thing: before | after}, languages=city.languages)
    return [[path, before[path].get(language, ""), text.get(language, "")] for path, text in after.items()]


def keep_edit(place: Mapping[str, str], *, before: str, after: str) -> None:
    """Remember what the folder says where readers now see something else."""
    edit = Edit.objects.filter(**place).first()
    folder = before if edit is None else edit.folder
    if after == folder:
        Edit.objects.filter(**place).delete()
    else:
        values = {"text": after, "base": folder, "folder": folder, "has_place": True}
        Edit.objects.update_or_create(defaults=values, **dict[str, Any](place))


def settle_conflicts(place: Mapping[str, str], paths: Sequence[str]) -> None:
    """The edit stays as it is, although the folder says something else: somebody looked at both."""
    for edit in Edit.objects.filter(**place, path__in=paths):
        edit.base = edit.folder
        edit.save(update_fields=["base"])
