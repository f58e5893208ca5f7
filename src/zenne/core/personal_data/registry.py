"""Which models are declared, and how."""

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from zenne.core.personal_data.declarations import Blank, KeptFor, PersonalData

SAY_WHO: Final = frozenset({"by", "holder", "contact"})

_declared: dict[str, PersonalData] = {}
_none: dict[str, str] = {}


class DeclarationError(ValueError):
    """Two declarations of one model contradict each other."""

    code = "declaration"


def declare_personal_data(declaration: PersonalData) -> None:
    """Say what is done with the personal data of a model; called in ``AppConfig.ready()`` of the house that uses it.

    Raises:
        DeclarationError: the model is declared otherwise already.
    """
    label = declaration.label
    if label in _none or _declared.setdefault(label, declaration) != declaration:
        raise DeclarationError(f"{label} is already declared otherwise")


def holds_no_personal_data(*models: type[Model] | str, because: str) -> None:
    """Say that the rows of some models are about no person; called in ``AppConfig.ready()``.

    Args:
        models: classes, or ``app.Model``; ``app`` alone for all models of an app.
        because: why, in one sentence for those who read the source.

    Raises:
        DeclarationError: one of them is declared as personal data.
    """
    for model in models:
        label = model if isinstance(model, str) else model._meta.label  # noqa: SLF001 - Django's own way
        labels = [label] if "." in label else [each._meta.label for each in apps.get_app_config(label).get_models()]  # noqa: SLF001
        for each in labels:
            if each in _declared:
                raise DeclarationError(f"{each} is declared as personal data")
            _none[each] = because


def declarations() -> tuple[PersonalData, ...]:
    """All declarations, in the order in which the houses made them: from the ground up."""
    return tuple(_declared.values())


def undeclared_models() -> list[str]:
    """Models of which nobody said whether they hold personal data, tables between two models included."""
    known = _declared.keys() | _none.keys()
    return sorted(
        model._meta.label  # noqa: SLF001 - Django's own way
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in known and not is_between(model, known)  # noqa: SLF001
    )


def is_between(model: type[Model], known: set[str]) -> bool:
    """Whether a table only ties two declared models together."""
    owner: Any = model._meta.auto_created  # noqa: SLF001 - Django's own way
    return bool(owner) and owner._meta.label in known  # noqa: SLF001


def undeclared_columns() -> list[str]:
    """Columns that say by their name that a person stands in them, and are in no declaration."""
    known = {each.label: set(columns_in(each)) for each in declarations()}
    return sorted(
        f"{label}.{column.name}"
        for model in apps.get_models(include_auto_created=True)
        for label in [model._meta.label]  # noqa: SLF001 - Django's own way
        for column in model._meta.concrete_fields  # noqa: SLF001
        if names_somebody(column.name) and column.name not in known.get(label, ())
    )


def names_somebody(column: str) -> bool:
    return column in SAY_WHO or column.endswith("_by") or column.startswith("sender")


def columns_in(declaration: PersonalData) -> Iterator[str]:
    """The columns that a declaration speaks of."""
    yield from declaration.doers
    for each in declaration.fields:
        yield from (each.name, each.whose)
    for lookup in (declaration.subject.lookup, *declaration.subject.others):
        yield lookup.split("__", maxsplit=1)[0]
    for erasure in (declaration.on_request, declaration.on_expiry):
        yield from erasure.values if isinstance(erasure, Blank) else ()


def wrong_declarations() -> list[str]:
    """What does not fit the models: a sentence for each."""
    return [f"{each.label}: {problem}" for each in declarations() for problem in problems(each)]


def problems(declaration: PersonalData) -> Iterator[str]:
    try:
        model = declaration.model_class
    except LookupError:
        yield "there is no such model"
        return
    retention = declaration.retention
    named = [each.name for each in declaration.fields] + [each.whose for each in declaration.fields if each.whose]
    if isinstance(retention, KeptFor):
        named += [retention.after, *([retention.otherwise] if retention.otherwise else [])]
    named += declaration.doers
    for erasure in (declaration.on_request, declaration.on_expiry):
        named += erasure.values if isinstance(erasure, Blank) else []
    if declaration.subject.lookup:
        named += [
            lookup.split("__", maxsplit=1)[0] for lookup in (declaration.subject.lookup, *declaration.subject.others)
        ]
    for name in named:
        try:
            model._meta.get_field(name)  # noqa: SLF001 - Django's own way
        except FieldDoesNotExist:
            yield f"there is no column {name}"
    if not declaration.fields:
        yield "no columns are named"
