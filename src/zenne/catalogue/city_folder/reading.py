"""Read a whole city folder, collecting every mistake before anything is said."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from zenne.catalogue.city_folder.annexes import ANNEXES
from zenne.catalogue.city_folder.mistakes import Mistakes
from zenne.catalogue.city_folder.salvaging import salvaged
from zenne.catalogue.city_folder.schemas import (
    BranchFacts,
    BranchWords,
    CityFacts,
    CityWords,
    ServiceFacts,
    ServiceWords,
)
from zenne.catalogue.city_folder.source import Path_, Source, UnreadableFile, read_source

Facts = TypeVar("Facts", bound=BaseModel)
Words = TypeVar("Words", bound=BaseModel)
Model = TypeVar("Model", bound=BaseModel)

SENTENCES = {
    "missing": "“{name}” is missing.",
    "extra_forbidden": "“{name}” is not a key of this file.",
    "string_too_long": "“{name}” is longer than {max_length} characters.",
    "string_type": "“{name}” must be text; put it in quotes.",
    "string_too_short": "“{name}” is empty.",
    "too_short": "“{name}” needs at least {min_length}.",
    "literal_error": "“{name}” must be one of {expected}.",
    "enum": "“{name}” must be one of {expected}.",
    "dict_type": "“{name}” must be a list of keys and values.",
    "model_type": "“{name}” must be a list of keys and values.",
    "tuple_type": "“{name}” must be a list.",
}


@dataclass(frozen=True)
class File(Generic[Model]):
    """One file that was read: its content as a type, and where each value stands.

    ``faulty`` are the keys with a mistake that was told already: they have no content.
    """

    source: Source
    content: Model
    faulty: frozenset[str] = frozenset()

    def line_of(self, *path: Any) -> int:
        return self.source.line_of(tuple(path))

    def has(self, *names: str) -> bool:
        """Whether these keys can be looked at."""
        return self.faulty.isdisjoint(names)


@dataclass(frozen=True)
class Entry(Generic[Facts, Words]):
    """A service or a branch: its facts, and its words by language."""

    slug: str
    facts: File[Facts]
    words: dict[str, File[Words]] = field(default_factory=dict)


@dataclass(frozen=True)
class EntryFiles(Generic[Facts, Words]):
    """Which files make up an entry: the name of the one with its facts, and the types of facts and words."""

    facts_name: str
    facts: type[Facts]
    words: type[Words]


SERVICE_FILES = EntryFiles("service.yaml", ServiceFacts, ServiceWords)
BRANCH_FILES = EntryFiles("branch.yaml", BranchFacts, BranchWords)


@dataclass(frozen=True)
class CityFolder:
    """All files of a city folder as far as each is valid by itself."""

    path: Path
    city: Entry[CityFacts, CityWords]
    services: dict[str, Entry[ServiceFacts, ServiceWords]]
    branches: dict[str, Entry[BranchFacts, BranchWords]]
    annexes: dict[str, File[Any]] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.city.facts.content.languages

    @cached_property
    def service_slugs(self) -> frozenset[str]:
        """All services of the folder, also those whose facts are broken: nothing that names them is to blame."""
        return frozenset(folder.name for folder in entry_folders(self.path / "services"))


def read_city_folder(path: Path, mistakes: Mistakes) -> CityFolder | None:
    """Read all files; ``None`` when the city's own facts are unusable. Mistakes are added to ``mistakes``."""
    city_facts = read_file(path / "city.yaml", CityFacts, mistakes)
    if city_facts is None or not city_facts.has("languages"):
        return None
    languages = city_facts.content.languages
    city_words = {
        language: words
        for language in languages
        if (words := read_file(path / f"{language}.yaml", CityWords, mistakes)) is not None
    }
    return CityFolder(
        path=path,
        city=Entry("city", city_facts, city_words),
        services=read_entries(path / "services", SERVICE_FILES, languages, mistakes),
        branches=read_entries(path / "branches", BRANCH_FILES, languages, mistakes),
        annexes=read_annexes(path, mistakes),
    )


def read_annexes(path: Path, mistakes: Mistakes) -> dict[str, File[Any]]:
    """The files of other modules, by name. One that is not there is left out."""
    read = {
        name: read_file(path / name, annex.content, mistakes)
        for name, annex in ANNEXES.items()
        if (path / name).exists()
    }
    return {name: file for name, file in read.items() if file is not None}


def read_entries(
    folder: Path, files: EntryFiles[Facts, Words], languages: tuple[str, ...], mistakes: Mistakes
) -> dict[str, Entry[Facts, Words]]:
    """Read every sub-folder of ``folder`` as one entry."""
    entries = {}
    for entry_folder in entry_folders(folder):
        known = {files.facts_name, *(f"{language}.yaml" for language in languages)}
        for stray in sorted(file for file in entry_folder.iterdir() if file.name not in known):
            mistakes.add(stray, 1, f"This file is not expected here; expected are {', '.join(sorted(known))}.")
        facts = read_file(entry_folder / files.facts_name, files.facts, mistakes)
        words = {
            language: file
            for language in languages
            if is_wanted(entry_folder, language, languages)
            and (file := read_file(entry_folder / f"{language}.yaml", files.words, mistakes)) is not None
        }
        if facts is not None:
            entries[entry_folder.name] = Entry(entry_folder.name, facts, words)
    return entries


def entry_folders(folder: Path) -> list[Path]:
    """The folders of the entries, hidden ones left out."""
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    return [entry for entry in inside if entry.is_dir() and not entry.name.startswith(".")]


def is_wanted(folder: Path, language: str, languages: tuple[str, ...]) -> bool:
    """The first language must be there, others may be."""
    return language == languages[0] or (folder / f"{language}.yaml").exists()


def read_file(file: Path, model: type[Model], mistakes: Mistakes) -> File[Model] | None:
    """Read one file as ``model``; what is wrong goes to ``mistakes``, and what is right is still there."""
    try:
        source = read_source(file)
    except UnreadableFile as error:
        mistakes.add(file, error.line, str(error))
        return None
    try:
        return File(source, model.model_validate(source.data))
    except ValidationError as error:
        problems = [(path_in_file(problem["loc"]), problem) for problem in own_problems(error)]
        for path, problem in problems:
            mistakes.add(file, source.line_of(path), sentence(path, problem))
        left = salvaged(source.data, model, [path for path, _problem in problems])
        return File(source, *left) if left else None


def own_problems(error: ValidationError) -> list[Any]:
    """All problems but those that only follow from others: a list is not too short because what is in it is wrong."""
    found = error.errors()
    around = {problem["loc"][:length] for problem in found for length in range(len(problem["loc"]))}
    return [problem for problem in found if problem["type"] != "too_short" or problem["loc"] not in around]


def path_in_file(location: tuple[int | str, ...]) -> Path_:
    return tuple(part for part in location if part != "[key]")


def sentence(path: Path_, problem: Any) -> str:
    """A mistake found by pydantic, in words."""
    name = ".".join(map(str, path)) or "The file"
    form = SENTENCES.get(problem["type"])
    if form:
        return form.format(name=name, **problem.get("ctx", {}))
    message = str(problem["msg"]).removeprefix("Value error, ").rstrip(".")
    return f"“{name}”: {message[:1].lower()}{message[1:]}."
