"""Every text of a thing, found by walking its columns: a further column or part needs no change here.

A text has a path: ``summary`` for a column, ``requirements.photo.text`` for a part of a thing; the first field of a
part names it. A thing is given as its columns, because the files of a city and the rows of a table both can be that.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from zenne.core.languages.public import Translated


def texts_in(columns: Mapping[str, Any]) -> dict[str, Translated]:
    """All texts of a thing by path, in the order of its columns."""
    return dict(walk(columns))


def walk(columns: Mapping[str, Any]) -> Iterator[tuple[str, Translated]]:
    for column, value in columns.items():
        if isinstance(value, Translated):
            yield column, value
        elif isinstance(value, tuple):
            for part in value:
                yield from ((f"{column}.{identity(part)}.{name}", text) for name, text in texts_of_part(part))


def texts_of_part(part: Any) -> Iterator[tuple[str, Translated]]:
    names = [field.name for field in fields(part)] if is_dataclass(part) else []
    yield from ((name, getattr(part, name)) for name in names if isinstance(getattr(part, name), Translated))


def identity(part: Any) -> str:
    """What names a part: its first field."""
    return str(getattr(part, fields(part)[0].name))


def with_texts(columns: Mapping[str, Any], texts: Mapping[str, Translated]) -> dict[str, Any]:
    """The columns that these texts make different, with their new values. Paths that the thing has not are left out."""
    replaced = {column: with_texts_of_column(column, value, texts) for column, value in columns.items()}
    return {column: value for column, value in replaced.items() if value != columns[column]}


def with_texts_of_column(column: str, value: Any, texts: Mapping[str, Translated]) -> Any:
    if isinstance(value, Translated):
        return texts.get(column, value)
    if isinstance(value, tuple):
        return tuple(with_texts_of_part(column, part, texts) for part in value)
    return value


def with_texts_of_part(column: str, part: Any, texts: Mapping[str, Translated]) -> Any:
    here = {name: texts.get(f"{column}.{identity(part)}.{name}") for name, _ in texts_of_part(part)}
    changed = {name: text for name, text in here.items() if text is not None}
    return replace(part, **changed) if changed else part


def in_language(texts: Translated, language: str, text: str, *, languages: Iterable[str]) -> Translated:
    """The texts with one language set, or taken out by an empty text, in the city's order of languages."""
    chosen = {**texts, language: text}
    order = [*languages, *(code for code in chosen if code not in set(languages))]
    return Translated({code: chosen[code] for code in order if code in chosen})
