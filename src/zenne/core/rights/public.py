"""The rights of people over their data, for all modules."""

from zenne.core.rights.actions.erase_expired import erase_expired
from zenne.core.rights.actions.erase_own_data import erase_own_data
from zenne.core.rights.actions.erase_person import Erased, erase_person, erased_as
from zenne.core.rights.actions.export_own_data import export_own_data
from zenne.core.rights.actions.export_person import export_person
from zenne.core.rights.actions.prepare_erasure import prepare_erasure
from zenne.core.rights.actions.view_person_data import view_person_data
from zenne.core.rights.errors import (
    ErasureIncomplete,
    LogNotWhole,
    NoPerson,
    NoReason,
    NotForOneself,
    NotOneself,
    RightsError,
)
from zenne.core.rights.facts import PersonErased
from zenne.core.rights.permissions import ERASE, EXPORT
from zenne.core.rights.queries import Held

__all__ = [
    "ERASE",
    "EXPORT",
    "Erased",
    "ErasureIncomplete",
    "Held",
    "LogNotWhole",
    "NoPerson",
    "NoReason",
    "NotForOneself",
    "NotOneself",
    "PersonErased",
    "RightsError",
    "erase_expired",
    "erase_own_data",
    "erase_person",
    "erased_as",
    "export_own_data",
    "export_person",
    "prepare_erasure",
    "view_person_data",
]
