"""What is kept of a person, model by model."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from zenne.core.access.public import SIGNED_IN, Asker, for_everybody, internal, needs
from zenne.core.personal_data.public import PERSON, Blank, Keep, PersonalData, declarations
from zenne.core.rights.errors import NoPerson, NotOneself


@internal
def rows_of(declaration: PersonalData, person: str) -> QuerySet[Model]:
    """The rows of one model that are about a person; none when no row leads to people."""
    rows = declaration.model_class._base_manager.all()  # noqa: SLF001 - the manager that hides nothing
    wanted = declaration.subject.rows_of(person)
    return rows.none() if wanted is None else rows.filter(wanted)


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of one model that are about a person: how many, what for, how long, and what an erasure does to them.

    Attributes:
        kept: why the law keeps them when somebody asks to erase them; None when it does not.
        is_blanked: whether an erasure leaves the rows without whatever leads to the person.
    """

    title: Any
    purpose: Any
    retention: Any
    rows: int
    kept: Keep | None
    is_blanked: bool


@internal
def held_about(person: str) -> list[Held]:
    """What is kept of a person; models without a row about them are left out. Whoever calls has checked who asks.

    Raises:
        NoPerson: the key is no person's.
    """
    check_person(person)
    counted = [(each, rows_of(each, person).count()) for each in declarations()]
    return [held(declaration, rows) for declaration, rows in counted if rows]


def held(declaration: PersonalData, rows: int) -> Held:
    how = declaration.on_request
    return Held(
        declaration.title,
        declaration.purpose,
        declaration.retention.words,
        rows,
        how if isinstance(how, Keep) else None,
        isinstance(how, Blank),
    )


@for_everybody
def check_person(person: str) -> None:
    """Whether a key can be a person's.

    Raises:
        NoPerson: it cannot.
    """
    if not person.startswith(PERSON) or len(person) <= len(PERSON):
        raise NoPerson(f"{person!r} is no person's key")


@needs(SIGNED_IN)
def own_key(*, asker: Asker, person: str) -> str:
    """The key of ``person``, who must be the asker.

    Raises:
        NotOneself: it is somebody else.
    """
    check_person(person)
    if asker.key != person:
        raise NotOneself("people have these rights over their own data")
    return person


@for_everybody
def register() -> list[dict[str, Any]]:
    """The register of processing (GDPR article 30), one entry for each declared model, in words for the reader."""
    return [entry(declaration) for declaration in declarations()]


def entry(declaration: PersonalData) -> dict[str, Any]:
    ground, erasure = declaration.legal_ground, declaration.on_request
    return {
        "label": declaration.label,
        "anchor": declaration.label.replace(".", "-").lower(),
        "title": declaration.title,
        "purpose": declaration.purpose,
        "people": declaration.people,
        "fields": [each.label for each in declaration.fields],
        "categories": [each.label for each in declaration.categories],
        "ground": ground.label,
        "article": ground.article,
        "law": declaration.law,
        "retention": declaration.retention.words,
        "recipients": declaration.recipients,
        "erasure": erasure,
        "kept_reason": getattr(erasure, "reason", ""),
        "kept_law": getattr(erasure, "law", ""),
        "kept_until": getattr(erasure, "until", ""),
        "is_blanked": hasattr(erasure, "values"),
        "why_nobody": declaration.subject.why_nobody,
    }
