"""Write the edits of the desk into the files of the city."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from zenne.catalogue.actions.load_city import check_city_folder
from zenne.catalogue.city_folder.places import SCHEMAS, owner_and_keys, place_in_files
from zenne.catalogue.city_folder.reading import CityFolder
from zenne.catalogue.city_folder.rows import (
    branch_rows,
    city_row,
    event_rows,
    organisation_rows,
    service_row,
    topic_rows,
)
from zenne.catalogue.city_folder.writing import Keys, read, with_values
from zenne.catalogue.desk.holding import hold_texts
from zenne.catalogue.desk.models import Edit
from zenne.catalogue.desk.things import CITY, Thing, current_texts
from zenne.catalogue.rules.thing_texts import texts_in
from zenne.core.access.public import internal, records_nothing
from zenne.core.content.public import current_version
from zenne.core.languages.public import Translated

FIRST_FEW = 5


class NotTheLoadedCity(Exception):
    """The folder says other things than it did when it was loaded. ``differences`` names the first few."""

    code = "not-the-loaded-city"

    def __init__(self, differences: list[str]) -> None:
        self.differences = differences
        super().__init__("; ".join(differences))


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many texts in which file. ``conflicts`` wait for a decision and were left out."""

    files: dict[str, int]
    conflicts: int


@internal
@records_nothing(because="it writes public texts into files")
def export_texts(folder: Path) -> Exported:
    """Write every edit that is in force and not in conflict into the folder that was loaded.

    The rest of the files stays as it is. When the folder is loaded afterwards, no edit is left of those.

    Raises:
        BrokenFolder: the folder has mistakes.
        NotTheLoadedCity: it is another one, or it changed since it was loaded; nothing was written.
        CannotWrite: a file is written in a way that cannot be changed; nothing was written.
    """
    found = texts_of_folder(check_city_folder(folder).folder)
    with transaction.atomic():
        hold_texts()
        edits = list(Edit.objects.filter(has_place=True).order_by("kind", "key", "path", "language"))
        differences = list(differing(found, {edit.place: edit for edit in edits}))
        if differences:
            raise NotTheLoadedCity(differences[:FIRST_FEW])
        ready = [edit for edit in edits if not edit.is_conflict]
        wanted = [edit for edit in ready if said(found, edit.place) != edit.text]
        contents = new_contents(folder, wanted)
    put_in_place(folder, contents)
    counts: dict[str, int] = {}
    for edit in wanted:
        file = place_in_files(edit.kind, edit.key, edit.path, edit.language).file
        counts[file] = counts.get(file, 0) + 1
    return Exported(counts, len(edits) - len(ready))


Texts = dict[Thing, dict[str, Translated]]


def texts_of_folder(folder: CityFolder) -> Texts:
    """All texts that the files say."""
    rows = {
        "service": {slug: service_row(service) for slug, service in folder.services.items()},
        "branch": branch_rows(folder),
        "life-event": event_rows(folder),
        "topic": topic_rows(folder),
        "organisation": organisation_rows(folder),
        CITY.code: {CITY.code: city_row(folder)},
    }
    return {Thing(kind, key): texts_in(row) for kind, things in rows.items() for key, row in things.items()}


def said(found: Texts, place: tuple[str, str, str, str]) -> str:
    kind, key, path, language = place
    return found.get(Thing(kind, key), {}).get(path, Translated()).get(language, "")


def differing(found: Texts, edits: dict[tuple[str, str, str, str], Edit]) -> Iterator[str]:
    """Where the files say something else than when they were loaded."""
    loaded = current_texts(current_version())
    yield from (f"{thing.kind}:{thing.key}" for thing in sorted(found.keys() ^ loaded.keys()))
    for thing in sorted(found.keys() & loaded.keys()):
        for path in {**found[thing], **loaded[thing]}:
            ours, theirs = loaded[thing].get(path, Translated()), found[thing].get(path, Translated())
            for language in {**ours, **theirs}:
                edit = edits.get((thing.kind, thing.key, path, language))
                known = {edit.folder, edit.text} if edit else {ours.get(language, "")}
                if theirs.get(language, "") not in known:
                    yield f"{thing.kind}:{thing.key}:{path}:{language}"


def new_contents(folder: Path, edits: list[Edit]) -> dict[Path, str | None]:
    """The new text of each file that changes; None for one that has no words left."""
    values: dict[tuple[str, str], dict[Keys, str]] = {}
    for edit in edits:
        owner, _ = owner_and_keys(edit.kind, edit.key, edit.path)
        place = place_in_files(edit.kind, edit.key, edit.path, edit.language)
        values.setdefault((owner, place.file), {})[place.keys] = edit.text
    return {folder / file: new_content(folder / file, owner, changed) for (owner, file), changed in values.items()}


def new_content(file: Path, owner: str, values: dict[Keys, str]) -> str | None:
    order = list(SCHEMAS[owner].model_fields)
    old = file.read_bytes().decode() if file.exists() else ""
    new = with_values(old, dict(sorted(values.items(), key=lambda entry: order.index(entry[0][0]))))
    data = read(new)
    if "name" not in data:
        return None
    SCHEMAS[owner].model_validate(data)
    return new


def put_in_place(folder: Path, contents: dict[Path, str | None]) -> None:
    """Replace files one by one, each as a whole: whoever reads meanwhile sees the old or the new one."""
    waiting = folder / ".zenne-export"
    for file, content in contents.items():
        if content is None:
            file.unlink(missing_ok=True)
            continue
        waiting.write_bytes(content.encode())
        waiting.replace(file)
