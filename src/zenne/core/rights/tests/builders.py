"""Declarations of these tests alone, over rows that exist already: closing days play the letters of people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model, Q

from zenne.core.access.public import Asker, AskerKind
from zenne.core.languages.public import Translated
from zenne.core.personal_data.public import (
    Category,
    Delete,
    KeptFor,
    LegalGround,
    Period,
    PersonalData,
    PersonalField,
    Subject,
    declarations,
)
from zenne.core.rights import copying, queries
from zenne.core.rights.actions import erase_expired, erase_person

ANNA = "person:anna"
LETTERS = "calendar.ClosingDay"


def letter_rows() -> type[Model]:
    return apps.get_model(LETTERS)


class ByName(Subject):
    """A letter leads to a person by its name."""

    def rows_of(self, person: str) -> Q | None:
        return Q(name=Translated({"en": person}))


def letters(**changes: Any) -> PersonalData:
    """A declaration of letters: kept for a year, deleted on request."""
    parts: dict[str, Any] = {
        "model": LETTERS,
        "title": "Letters",
        "subject": ByName("name"),
        "people": "Writers",
        "purpose": "To answer.",
        "legal_ground": LegalGround.PUBLIC_TASK,
        "law": "A law.",
        "fields": (
            PersonalField("date", "Day", Category.MESSAGES),
            PersonalField("name", "Writer", Category.IDENTITY),
        ),
        "retention": KeptFor(Period(years=1), after="date", words="One year."),
        "on_request": Delete(),
    }
    return PersonalData(**{**parts, **changes})


@contextmanager
def declared(monkeypatch: pytest.MonkeyPatch, *extra: PersonalData) -> Iterator[None]:
    """The declarations of the installation, and these."""
    everything = (*declarations(), *extra)
    with monkeypatch.context() as patch:
        for module in (queries, erase_expired, erase_person, copying):
            patch.setattr(module, "declarations", lambda: everything)
        yield


def write_letters(*days: date, by: str = ANNA) -> None:
    """One letter a day."""
    for day in days:
        letter_rows()._base_manager.create(date=day, name=Translated({"en": by}))


def person(key: str, *permissions: str, purpose: str = "") -> Asker:
    """Somebody who is signed in."""
    return Asker(AskerKind.PERSON, key, permissions=frozenset(permissions), purpose=purpose)
