"""What a declaration says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from django.apps import apps
from django.db.models import Model, Q

from zenne.core.personal_data.rules.periods import Period
from zenne.core.personal_data.subjects import Subject
from zenne.core.personal_data.words import Category, LegalGround

Words: TypeAlias = Any
"""A whole sentence or name for people, lazily translated."""


@dataclass(frozen=True, slots=True)
class PersonalField:
    """A column with personal data: its name, how people call it, and what kind of data it is.

    ``whose``: the column with the key of the only person whose data it is, where rows are about two; empty for both.
    ``shown``: how a value, or each one of a list, reads in a copy, in the reader's language; as it is when None.
    """

    name: str
    label: Words
    category: Category
    whose: str = ""
    shown: Callable[[Any], object] | None = None


@dataclass(frozen=True, slots=True)
class KeptFor:
    """Kept for a period that begins at a column; then a task erases it.

    Attributes:
        after: the column with the moment at which the period begins; rows without one are not due.
        words: the same for people: "Ten years after it was written."
        otherwise: the column at which it begins for rows without a moment in the first.
        only: which rows may become due; all when None.
    """

    period: Period
    after: str
    words: Words
    only: Q | None = None
    otherwise: str = ""

    def due(self, now: datetime) -> Q:
        """A filter for the rows whose time is over at ``now``."""
        begin = self.period.before(now)
        over = Q(**{f"{self.after}__lt": begin})
        if self.otherwise:
            over |= Q(**{f"{self.after}__isnull": True, f"{self.otherwise}__lt": begin})
        return over if self.only is None else over & self.only


@dataclass(frozen=True, slots=True)
class KeptWhile:
    """Kept as long as something is the case: "As long as you have an account." What ends it, erases it."""

    words: Words


@dataclass(frozen=True, slots=True)
class Delete:
    """The row is deleted."""


@dataclass(frozen=True, slots=True)
class Blank:
    """The row stays, and these columns get these values: what is left says nothing of a person."""

    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Keep:
    """The row is kept although a person asks to erase it. ``reason``, ``law`` and ``until`` are told to them."""

    reason: Words
    law: Words
    until: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """What is done with the personal data of one model.

    Attributes:
        model: the class, or ``app.Model`` for one that is not imported.
        title: what people call it: "Accounts".
        subject: how a row leads to the person.
        people: whose data it is: "People with an account".
        purpose: what for, a whole sentence.
        legal_ground: one of article 6(1) GDPR; ``law`` names the law that gives the task or the obligation.
        on_request: what happens when the person asks to erase it; ``on_expiry``: when its time is over.
        recipients: who else gets it; empty for nobody outside the city.
        doers: columns with the key of whoever did it: no part of the person's copy, and blanked when the data of the
            doer is erased.
        file: what of a row is a file of its own in the person's copy: its path there, and its bytes.
    """

    model: type[Model] | str
    title: Words
    subject: Subject
    fields: Sequence[PersonalField]
    people: Words
    purpose: Words
    legal_ground: LegalGround
    law: Words
    retention: KeptFor | KeptWhile
    on_request: Delete | Blank | Keep = field(default_factory=Delete)
    on_expiry: Delete | Blank = field(default_factory=Delete)
    recipients: Words = ""
    doers: tuple[str, ...] = ()
    file: Callable[[Any], tuple[str, bytes]] | None = None

    @property
    def label(self) -> str:
        """``app.Model``."""
        return self.model if isinstance(self.model, str) else self.model._meta.label  # noqa: SLF001 - Django's own way

    @property
    def model_class(self) -> type[Model]:
        """The class of the rows.

        Raises:
            LookupError: no installed module has it.
        """
        return apps.get_model(self.model) if isinstance(self.model, str) else self.model

    @property
    def categories(self) -> list[Category]:
        """The kinds of data, each once."""
        return list(dict.fromkeys(each.category for each in self.fields))
