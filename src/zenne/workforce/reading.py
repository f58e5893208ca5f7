"""A file of colleagues, with what its words mean in this city."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from zenne.accounts.public import Team
from zenne.catalogue.public import Branch, branches
from zenne.core.languages.public import Translated
from zenne.workforce.errors import Mistake
from zenne.workforce.languages import code_of
from zenne.workforce.queries import teams_to_choose
from zenne.workforce.rules.staff_file import Line, NoTable, columns_of, decoded, lines_of, several, several_names
from zenne.workforce.saving import LONGEST_NAME, LONGEST_NUMBER, Wanted
from zenne.workforce.service_groups import service_groups

Thing = TypeVar("Thing")
EVERYTHING: Final = "*"
TEAM: Final = "team:"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file, and the colleague that it describes."""

    line: int
    wanted: Wanted


@dataclass(slots=True)
class Words:
    """What the words in a file mean: slugs and names of branches, teams and services."""

    branches: Mapping[str, Branch]
    teams: Mapping[str, Team]
    services: Mapping[str, frozenset[int]]
    numbers: set[str] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)


def read_rows(content: bytes, *, version: str) -> tuple[list[Row], list[Mistake]]:
    """The lines without a mistake, and every mistake of the others."""
    text = decoded(content)
    places, missing = columns_of(text)
    mistakes = [Mistake(1, column, "no-column") for column in missing]
    rows: list[Row] = []
    if missing:
        return rows, mistakes
    words = words_of_the_city(version)
    try:
        for line in lines_of(text, places):
            found, wrong = read_line(line, words)
            mistakes += wrong
            if found is not None and not wrong:
                rows.append(Row(line.number, found))
    except NoTable as broken:
        mistakes.append(Mistake(broken.line, "", broken.code))
    return rows, mistakes


def words_of_the_city(version: str) -> Words:
    """What can be written in a file."""
    groups = service_groups(version)
    every = [service for group in groups for service in group.services]
    known = {word: frozenset({each.pk}) for each in every for word in (each.slug, *spellings(each.name))}
    by_team = {f"{TEAM}{group.key}": frozenset(each.pk for each in group.services) for group in groups}
    return Words(
        branches=by_words(branches(version), lambda branch: (branch.slug, branch.name)),
        teams=by_words(teams_to_choose(), lambda team: (team.key, team.name)),
        services={**known, **by_team, EVERYTHING: frozenset(each.pk for each in every)},
    )


def by_words(things: Iterable[Thing], said: Callable[[Thing], tuple[str, Translated]]) -> dict[str, Thing]:
    """Things by their slug and by their name in each language."""
    found: dict[str, Thing] = {}
    for thing in things:
        slug, name = said(thing)
        for word in (slug, *spellings(name)):
            found.setdefault(word, thing)
    return found


def spellings(name: Translated) -> list[str]:
    return [text.casefold() for text in dict(name).values()]


def read_line(line: Line, words: Words) -> tuple[Wanted | None, list[Mistake]]:
    """A colleague, or everything that is wrong with the line."""
    values, wrong = line.values, [*lengths(line), *repetitions(line, words)]
    branch, team = words.branches.get(values["branch"].casefold()), words.teams.get(values.get("team", "").casefold())
    languages, strange = read_languages(values["languages"])
    services, unknown = read_services(values["services"], words)
    if branch is None:
        wrong.append(Mistake(line.number, "branch", "unknown" if values["branch"] else "empty", values["branch"]))
    if team is None and values.get("team"):
        wrong.append(Mistake(line.number, "team", "unknown", values["team"]))
    if not languages and not strange:
        wrong.append(Mistake(line.number, "languages", "empty"))
    wrong += [Mistake(line.number, "languages", "unknown", each) for each in strange]
    wrong += [Mistake(line.number, "services", "unknown", each) for each in unknown]
    if branch is None:
        return None, wrong
    account, number = values.get("account", ""), values["number"]
    return Wanted(values["name"], branch, team, languages, services, account, number), wrong


def lengths(line: Line) -> list[Mistake]:
    """What is empty, or longer than its column."""
    wrong = []
    for column, most in (("number", LONGEST_NUMBER), ("name", LONGEST_NAME)):
        if not line.values[column]:
            wrong.append(Mistake(line.number, column, "empty"))
        elif len(line.values[column]) > most:
            wrong.append(Mistake(line.number, column, "too-long"))
    return wrong


def repetitions(line: Line, words: Words) -> list[Mistake]:
    """Numbers and accounts that an earlier line has; this line's are kept for the later ones."""
    wrong = []
    for column, seen in (("number", words.numbers), ("account", words.accounts)):
        value = line.values.get(column, "").casefold()
        if value and value in seen:
            wrong.append(Mistake(line.number, column, "twice", value))
        seen.add(value)
    return wrong


def read_languages(cell: str) -> tuple[tuple[str, ...], list[str]]:
    """Codes of languages, and what is none: ``nl fr en``, ``nl, Arabic``."""
    words = several_names(cell)
    if any(code_of(word) is None for word in words):
        words = several(cell)
    codes = {word: code_of(word) for word in words}
    return tuple(dict.fromkeys(code for code in codes.values() if code)), [word for word in words if not codes[word]]


def read_services(cell: str, words: Words) -> tuple[frozenset[int], list[str]]:
    """Numbers of services, and what is none: slugs, names, ``team:population``, ``*``."""
    said = several_names(cell)
    if any(word.casefold() not in words.services for word in said):
        said = several(cell)
    found = frozenset(pk for word in said for pk in words.services.get(word.casefold(), ()))
    return found, [word for word in said if word.casefold() not in words.services]
