"""A copy of all data about a person, as one ZIP that is made while it is sent."""

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from io import RawIOBase
from typing import Any, Final

from django.db.models import BinaryField, Model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from zenne.core.personal_data.public import PersonalData, PersonalField, declarations
from zenne.core.rights.queries import rows_of

ROWS_AT_ONCE: Final = 200
HERE: Final = "\x00"
"""Marks the place of the rows; no declaration holds it."""


class Outgoing(RawIOBase):
    """What a ZIP writes, to be fetched piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def fetch(self) -> bytes:
        fetched, self.pieces = b"".join(self.pieces), []
        return fetched


def copy_of(person: str, *, language: str) -> Iterator[bytes]:
    """``data.json`` and ``data.html`` in a ZIP, and files as they came, with the memory of the largest of them."""
    outgoing = Outgoing()
    with zipfile.ZipFile(outgoing, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, texts in (("data.json", as_json(person, language)), ("data.html", as_html(person, language))):
            with archive.open(name, "w", force_zip64=True) as entry:
                for text in texts:
                    entry.write(text.encode())
                    if piece := outgoing.fetch():
                        yield piece
        for path, content in files_of(person):
            archive.writestr(path, content)
            yield outgoing.fetch()
    yield outgoing.fetch()


def files_of(person: str) -> Iterator[tuple[str, bytes]]:
    """What is in the copy as a file of its own: its path, and its bytes."""
    for declaration in declarations():
        if declaration.file:
            yield from map(declaration.file, light_rows(declaration, person))


def light_rows(declaration: PersonalData, person: str) -> Iterator[Model]:
    """The rows of one model, without the bytes of files in them until these are asked for."""
    columns = declaration.model_class._meta.concrete_fields  # noqa: SLF001 - Django's own way
    files = [each.name for each in columns if isinstance(each, BinaryField)]
    yield from rows_of(declaration, person).defer(*files).order_by("pk").iterator(ROWS_AT_ONCE)


def as_json(person: str, language: str) -> Iterator[str]:
    """One document: who it is about, when it was made, and for each model the rows with their columns."""
    made = timezone.now().isoformat(timespec="seconds")
    yield f'{{"person": {json.dumps(person)}, "made_at": {json.dumps(made)}, "data": {{'
    for number, declaration in enumerate(declarations()):
        head = in_language(language, lambda each=declaration: {"title": str(each.title), "purpose": str(each.purpose)})  # type: ignore[misc]
        opening = json.dumps({**head, "rows": []}, ensure_ascii=False).removesuffix("]}")
        yield f"{',' if number else ''}\n{json.dumps(declaration.label)}: {opening}"
        keys = declaration.subject.keys_of(person)
        for count, row in enumerate(light_rows(declaration, person)):
            copied = in_language(language, lambda row=row, each=declaration, keys=keys: values(each, row, keys))  # type: ignore[misc]
            yield f"{',' if count else ''}\n{json.dumps(copied, ensure_ascii=False)}"
        yield "]}"
    yield "\n}}\n"


def as_html(person: str, language: str) -> Iterator[str]:
    """One page without scripts or styles from elsewhere, readable in any browser."""
    context = {"person": person, "language": language, "made_at": timezone.now()}
    begin, end = around("copy", language, context)
    yield begin
    for declaration in declarations():
        yield from html_of(declaration, person, language)
    yield end


def html_of(declaration: PersonalData, person: str, language: str) -> Iterator[str]:
    """The rows of one model; nothing when there are none."""
    begin, end = around("parts/copy_model", language, {"declaration": declaration})
    number, keys = 0, declaration.subject.keys_of(person)
    for number, row in enumerate(light_rows(declaration, person), start=1):
        part = in_language(language, lambda row=row, number=number: row_of_page(declaration, row, keys, number))  # type: ignore[misc]
        yield part if number > 1 else begin + part
    if number:
        yield end


def row_of_page(declaration: PersonalData, row: Model, keys: tuple[str, ...], number: int) -> str:
    labels = [(each.label, value) for each, value in shown(declaration, row, keys)]
    return render_to_string("rights/parts/copy_row.html", {"number": number, "values": labels})


def around(name: str, language: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """What stands before and after the place of the rows in a template."""
    begin, end = rendered(name, language, {**context, "here": HERE}).split(HERE)
    return begin, end


def rendered(name: str, language: str, context: Mapping[str, Any]) -> str:
    return str(in_language(language, lambda: render_to_string(f"rights/{name}.html", dict(context))))


def in_language(language: str, make: Callable[[], Any]) -> Any:
    """What ``make`` makes in a language, which ends with it: between two pieces the thread makes other pages."""
    with override(language):
        return make()


def own_fields(declaration: PersonalData, row: Model, keys: tuple[str, ...]) -> list[PersonalField]:
    """The columns of a row that are about whom one of the keys stands for, and not about the other one in it."""
    return [each for each in declaration.fields if not each.whose or getattr(row, each.whose) in keys]


def values(declaration: PersonalData, row: Model, keys: tuple[str, ...]) -> dict[str, Any]:
    return {each.name: plain(each, getattr(row, each.name), row) for each in own_fields(declaration, row, keys)}


def shown(declaration: PersonalData, row: Model, keys: tuple[str, ...]) -> Iterable[tuple[Any, Any]]:
    for each in own_fields(declaration, row, keys):
        value = getattr(row, each.name)
        if value not in (None, "", [], {}):
            yield each, in_words(each, value, row)


def in_words(field: PersonalField, value: Any, row: Model) -> Any:
    """A value as people read it: another row by its name, a choice by its label, the rest as its column shows it."""
    if isinstance(value, list):
        return ", ".join(str(in_words(field, each, row)) for each in value)
    if field.shown:
        return field.shown(value)
    if isinstance(value, Model):
        return getattr(value, "name", None) or getattr(value, "title", None) or value
    label = getattr(row, f"get_{field.name}_display", None)
    return label() if label else value


def plain(field: PersonalField, value: Any, row: Model) -> Any:
    """A value of a column as JSON carries it; another row by its key and its name."""
    if isinstance(value, Model):
        return {"key": str(value), "name": str(in_words(field, value, row))}
    if value is None or isinstance(value, str | bool | int | float | list | dict):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else str(value)
