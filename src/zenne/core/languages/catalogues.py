"""The gettext catalogues: which sentences the source has, and which of them lack a translation."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from zenne.core.languages.template_sentences import Sentence, sentences_of_template

KEYWORDS = {"gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "_": None}


def sentences(source_folder: Path) -> Iterator[tuple[str, int, Sentence]]:
    """All sentences of the interface with file (relative to ``source_folder``) and line."""
    for file in sorted(source_folder.rglob("*.py")):
        if not {"tests", "migrations", "launcher"} & set(file.relative_to(source_folder).parts):
            for line, message, _, _ in extract("python", BytesIO(file.read_bytes()), keywords=KEYWORDS):
                sentence = message if isinstance(message, str) else (message[0], message[1])
                yield relative(file, source_folder), line, sentence
    for file in sorted(source_folder.rglob("*.html")):
        if "templates" in file.parts:
            for line, message in sentences_of_template(file.read_text(encoding="utf-8")):
                yield relative(file, source_folder), line, message


def relative(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()


def update_catalogue(file: Path, *, language: str, source_folder: Path) -> list[str]:
    """Bring a catalogue in line with the source and return the sentences without a translation.

    Sentences that are no longer used are dropped; translations are never guessed from similar sentences.
    """
    catalog = read_catalogue(file, language=language)
    template = Catalog(charset="utf-8")
    for name, _, message in sentences(source_folder):
        template.add(message, locations=[(name, 0)], flags=["python-format"] if has_placeholder(message) else [])
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    buffer = BytesIO()
    write_po(buffer, catalog, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(buffer.getvalue())
    return untranslated(catalog)


def read_catalogue(file: Path, *, language: str) -> Catalog:
    if file.exists():
        with file.open("rb") as stream:
            return read_po(stream, locale=language)
    return Catalog(locale=language, project="Zenne", charset="utf-8", fuzzy=False)


def untranslated(catalog: Catalog) -> list[str]:
    """The sentences of a catalogue that lack a translation, or a plural form of one."""
    return [str(message.id) for message in catalog if message.id and not is_complete(message.string)]


def is_complete(translation: str | Sequence[str] | None) -> bool:
    return bool(translation) and all(translation or ())


def has_placeholder(message: Sentence) -> bool:
    return "%(" in (message if isinstance(message, str) else message[0])
