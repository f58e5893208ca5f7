"""Erase the data of a person at their request."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from zenne.core.access.public import Asker, internal, needs
from zenne.core.audit.public import record
from zenne.core.events.public import announce
from zenne.core.personal_data.public import Keep, PersonalData, declarations
from zenne.core.rights.erasing import erase, still_to_do
from zenne.core.rights.errors import NoReason, NotForOneself
from zenne.core.rights.facts import PersonErased
from zenne.core.rights.permissions import ERASE
from zenne.core.rights.queries import check_person, rows_of

LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of the rows of one model: how many were erased, how many the law keeps, why and until when."""

    title: Any
    label: str
    erased: int
    kept: int
    reason: Any = ""
    law: Any = ""
    until: Any = ""


@needs(ERASE)
def erase_person(*, asker: Asker, person: str, because: str) -> list[Erased]:
    """Erase everything about a person that no law keeps, in one transaction.

    Args:
        person: their key, ``person:…``.
        because: how they asked for it; written down, so without names.

    Returns:
        For each model that had rows about them, what was erased and what is kept.

    Raises:
        NoPerson: the key is no person's.
        NotForOneself: it is the asker's own; they erase that on their own page.
        NoReason: ``because`` says nothing.
    """
    if asker.key == person:
        raise NotForOneself("people erase their own data on their own page")
    reason = " ".join(because.split())[:LONGEST_REASON]
    if not reason:
        raise NoReason("data is erased for a reason")
    return erase_everything(asker=asker, person=person, because=reason)


@internal
@transaction.atomic
def erase_everything(*, asker: Asker, person: str, because: str = "") -> list[Erased]:
    """Erase as ``erase_person`` does; whoever calls has checked who asks."""
    check_person(person)
    done = [erase_one(declaration, person) for declaration in reversed(declarations())]
    forget_doer(person)
    found = [each for each in reversed(done) if each.erased or each.kept]
    details: dict[str, Any] = {each.label: {"erased": each.erased, "kept": each.kept} for each in found}
    if because:
        details["because"] = because
    record(asker=asker, action="personal-data.erase", about=person, details=details)
    announce(PersonErased(person))
    return found


def erase_one(declaration: PersonalData, person: str) -> Erased:
    rows, how = rows_of(declaration, person), declaration.on_request
    if isinstance(how, Keep):
        return told(declaration, erased=0, kept=rows.count())
    return told(declaration, erased=erase(still_to_do(rows, how), how), kept=0)


def forget_doer(person: str) -> None:
    """Leave what somebody did for others, without saying who did it. The audit log says it while it is kept."""
    for declaration in declarations():
        for column in declaration.doers:
            rows = declaration.model_class._base_manager.filter(**{column: person})  # noqa: SLF001 - hides nothing
            rows.update(**{column: ""})


def told(declaration: PersonalData, *, erased: int, kept: int) -> Erased:
    how = declaration.on_request
    if isinstance(how, Keep):
        return Erased(declaration.title, declaration.label, erased, kept, how.reason, how.law, how.until)
    return Erased(declaration.title, declaration.label, erased, kept)


def erased_as(label: str, erased: int, kept: int) -> Erased:
    """What became of the rows of one model, in words again, from what was kept of it: its label and its numbers.

    Raises:
        StopIteration: no installed module declares this model.
    """
    declaration = next(each for each in declarations() if each.label == label)
    return told(declaration, erased=erased, kept=kept)
