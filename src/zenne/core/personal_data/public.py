"""Declare what is done with personal data, for all modules."""

from zenne.core.personal_data.declarations import (
    Blank,
    Delete,
    Keep,
    KeptFor,
    KeptWhile,
    PersonalData,
    PersonalField,
)
from zenne.core.personal_data.registry import (
    DeclarationError,
    declarations,
    declare_personal_data,
    holds_no_personal_data,
    undeclared_columns,
    undeclared_models,
    wrong_declarations,
)
from zenne.core.personal_data.rules.periods import Period
from zenne.core.personal_data.subjects import PERSON, Subject, key_in, nobody_known, uuid_in
from zenne.core.personal_data.words import Category, LegalGround

__all__ = [
    "PERSON",
    "Blank",
    "Category",
    "DeclarationError",
    "Delete",
    "Keep",
    "KeptFor",
    "KeptWhile",
    "LegalGround",
    "Period",
    "PersonalData",
    "PersonalField",
    "Subject",
    "declarations",
    "declare_personal_data",
    "holds_no_personal_data",
    "key_in",
    "nobody_known",
    "undeclared_columns",
    "undeclared_models",
    "uuid_in",
    "wrong_declarations",
]
