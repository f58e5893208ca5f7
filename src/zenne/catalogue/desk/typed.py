"""What came in with a form, brought together with what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from zenne.catalogue.desk.refusals import Refusal
from zenne.catalogue.desk.stands import TextStand, ThingStand
from zenne.catalogue.desk.things import CITY
from zenne.catalogue.rules.merging import Merged, Typed, digest_of, merge
from zenne.catalogue.rules.text_checks import Fault, fault_of, loses_placeholder


@dataclass(frozen=True, slots=True)
class TypedText:
    """One text of a form. ``source`` is the digest of the source that stood beside it."""

    typed: Typed
    source: str
    is_still_right: bool = False


TypedTexts = Mapping[str, TypedText]


def merge_all(stand: ThingStand, typed: TypedTexts) -> dict[str, Merged]:
    """The resulting text of each place that both the thing and the form have."""
    return {path: merge(stand.texts[path].stored, text.typed) for path, text in typed.items() if path in stand.texts}


def why_no_draft(stand: ThingStand, merged: Mapping[str, Merged]) -> Refusal:
    """What keeps texts out of a draft."""
    faults = {path: fault_of(each.text, stand.texts[path].rule) for path, each in merged.items()}
    rivals = {path: each for path, each in merged.items() if each.rival is not None and not each.is_lasting}
    return Refusal({path: fault for path, fault in faults.items() if fault is not None}, rivals)


def why_not_published(stand: ThingStand, typed: TypedTexts, merged: Mapping[str, Merged]) -> Refusal:
    """What keeps texts from readers: what keeps them out of a draft, and more."""
    faults: dict[str, Fault] = {}
    is_there = stand.is_source or stand.thing.kind == CITY.code or any(each.text for each in merged.values())
    for path, each in merged.items():
        text = stand.texts[path]
        if not each.text and text.is_needed and is_there:
            faults[path] = Fault.NEEDED
        elif digest_of(text.source.text) != typed[path].source:
            faults[path] = Fault.SOURCE_CHANGED
        elif each.text != text.stored.published and loses_placeholder(each.text, text.source.text):
            faults[path] = Fault.PLACEHOLDERS
    rivals = {path: each for path, each in merged.items() if each.rival is not None}
    return Refusal(faults | dict(why_no_draft(stand, merged).faults), rivals)


def is_confirmed(text: TextStand, typed: TypedText, merged: Merged) -> bool:
    """Whether somebody found an outdated translation still right as it is."""
    return text.made_from is not None and typed.is_still_right and merged.text == text.stored.published
