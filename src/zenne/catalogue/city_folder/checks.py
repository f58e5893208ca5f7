"""What must hold between the files of a city folder."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.conf import settings

from zenne.catalogue.city_folder.annexes import ANNEXES
from zenne.catalogue.city_folder.calendar_checks import check_calendar
from zenne.catalogue.city_folder.mistakes import Mistakes
from zenne.catalogue.city_folder.reading import CityFolder, Entry, File
from zenne.catalogue.city_folder.schemas import (
    BranchFacts,
    BranchWords,
    CityFacts,
    CityWords,
    ServiceFacts,
    ServiceWords,
)
from zenne.core.calendar.public import WrongOpeningHours, validate_hours

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WORDED_PARTS = ("requirements", "costs", "outputs", "legal_basis")
CITY_LISTS = ("life_events", "topics", "departments", "closing_days")
SPOKEN_LANGUAGES = frozenset(Locale("en").languages)


@dataclass(frozen=True, slots=True)
class Known:
    """The keys that exist of one kind of thing, and the word for it."""

    what: str
    keys: Collection[str]


def check_folder(folder: CityFolder, mistakes: Mistakes) -> None:
    """Add every broken connection between files to ``mistakes``."""
    check_city(folder, mistakes)
    for service in folder.services.values():
        check_slug(service, mistakes)
        check_service(folder, service, mistakes)
    for branch in folder.branches.values():
        check_slug(branch, mistakes)
        check_branch(folder, branch, mistakes)
    for name, file in folder.annexes.items():
        ANNEXES[name].check(folder, file, mistakes)


def check_city(folder: CityFolder, mistakes: Mistakes) -> None:
    city = folder.city.facts
    facts = city.content
    file = city.source.file
    interface = {code for code, _ in settings.LANGUAGES}
    for index, language in enumerate(facts.languages):
        if language not in interface:
            sentence = f"The interface does not exist in “{language}”; it exists in {', '.join(sorted(interface))}."
            mistakes.add(file, city.line_of("languages", index), sentence)
    for index, language in enumerate(facts.official_languages if city.has("official_languages") else ()):
        if language not in facts.languages:
            sentence = f"The official language “{language}” is not one of the languages."
            mistakes.add(file, city.line_of("official_languages", index), sentence)
    check_calendar(city, mistakes)
    for name in CITY_LISTS:
        if not city.has("calendar" if name == "closing_days" else name):
            continue
        keys = [entry.key for entry in getattr(facts.calendar if name == "closing_days" else facts, name)]
        check_words(folder.city.words, name, keys, mistakes, first=folder.languages[0])
        if name != "closing_days":  # one name serves every Christmas Eve
            check_once(city, name, keys, mistakes)


def check_slug(entry: Entry[ServiceFacts, ServiceWords] | Entry[BranchFacts, BranchWords], mistakes: Mistakes) -> None:
    if not SLUG.fullmatch(entry.slug) or len(entry.slug) > 50:
        sentence = f"The folder's name “{entry.slug}” must be lower-case letters, digits and hyphens, at most 50."
        mistakes.add(entry.facts.source.file, 1, sentence)


def check_service(folder: CityFolder, service: Entry[ServiceFacts, ServiceWords], mistakes: Mistakes) -> None:
    facts, city = service.facts.content, folder.city.facts
    for name, what, known in (
        ("department", "department", "departments"),
        ("topic", "topic", "topics"),
        ("life_events", "life event", "life_events"),
    ):
        if service.facts.has(name) and city.has(known):
            named = getattr(facts, name)
            keys = Known(what, {entry.key for entry in getattr(city.content, known)})
            check_known(service.facts, (name,), [named] if isinstance(named, str) else named, keys, mistakes)
    if service.facts.has("related"):
        check_known(service.facts, ("related",), facts.related, Known("service", folder.service_slugs), mistakes)
    if service.facts.has("channels") and facts.channels.phone and facts.channels.phone.hours:
        check_hours(service.facts, ("channels", "phone", "hours"), facts.channels.phone.hours, mistakes)
    check_service_words(service, mistakes, first=folder.languages[0])


def check_service_words(service: Entry[ServiceFacts, ServiceWords], mistakes: Mistakes, *, first: str) -> None:
    facts = service.facts.content
    for name in filter(service.facts.has, WORDED_PARTS):
        keys = [part if isinstance(part, str) else part.key for part in getattr(facts, name)]
        check_words(service.words, name, keys, mistakes, first=first)
        check_once(service.facts, name, keys, mistakes)
    for words in service.words.values():
        for kind in words.content.channels if words.has("channels") and service.facts.has("channels") else ():
            if kind not in facts.channels.kinds():
                line = words.line_of("channels", kind.value)
                mistakes.add(words.source.file, line, f"“{kind}” is not a channel of this service.")


def check_branch(folder: CityFolder, branch: Entry[BranchFacts, BranchWords], mistakes: Mistakes) -> None:
    file, facts = branch.facts, branch.facts.content
    if file.has("hours"):
        check_hours(file, ("hours",), facts.hours, mistakes)
    if file.has("phone_hours") and facts.phone_hours:
        check_hours(file, ("phone_hours",), facts.phone_hours, mistakes)
    if file.has("languages"):
        check_spoken(file, ("languages",), facts.languages, mistakes)
    if file.has("services"):
        check_offerings(folder, file, mistakes)


def check_offerings(folder: CityFolder, file: File[BranchFacts], mistakes: Mistakes) -> None:
    facts = file.content
    check_known(file, ("services",), facts.services, Known("service", folder.service_slugs), mistakes)
    for slug, offering in facts.services.items():
        service = folder.services.get(slug)
        is_known = service is not None and service.facts.has("channels")
        if service is not None and is_known and service.facts.content.channels.counter is None:
            sentence = f"“{slug}” has no counter channel, so a branch cannot offer it."
            mistakes.add(file.source.file, file.line_of("services", slug), sentence)
        if offering is not None:
            check_spoken(file, ("services", slug, "languages"), offering.languages, mistakes)
            if offering.hours:
                check_hours(file, ("services", slug, "hours"), offering.hours, mistakes)


def check_hours(file: File[Any], path: tuple[str, ...], hours: str, mistakes: Mistakes) -> None:
    try:
        validate_hours(hours)
    except WrongOpeningHours as error:
        mistakes.add(file.source.file, file.line_of(*path), str(error))


def check_spoken(file: File[BranchFacts], path: tuple[str, ...], codes: Iterable[str], mistakes: Mistakes) -> None:
    for index, code in enumerate(codes):
        if code not in SPOKEN_LANGUAGES:
            mistakes.add(file.source.file, file.line_of(*path, index), f"“{code}” is not an ISO 639 language code.")


def check_known(
    file: File[ServiceFacts] | File[BranchFacts],
    path: tuple[str, ...],
    keys: Iterable[str],
    known: Known,
    mistakes: Mistakes,
) -> None:
    for index, key in enumerate(keys):
        if key not in known.keys:
            line = file.source.line_of((*path, key)) if path == ("services",) else file.source.line_of((*path, index))
            mistakes.add(file.source.file, line, f"There is no {known.what} “{key}”.")


def check_once(file: File[CityFacts] | File[ServiceFacts], name: str, keys: Iterable[str], mistakes: Mistakes) -> None:
    """A key stands once in its list."""
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            mistakes.add(file.source.file, file.line_of(name, index), f"“{key}” stands in “{name}” twice.")
        seen.add(key)


def check_words(
    words: Mapping[str, File[ServiceWords] | File[CityWords]],
    name: str,
    keys: list[str],
    mistakes: Mistakes,
    *,
    first: str,
) -> None:
    """Words only for keys that exist; and in the first language for every key."""
    for language, file in words.items():
        if not file.has(name):
            continue
        texts = getattr(file.content, name)
        for key in texts:
            if key not in keys:
                line = file.line_of(name, key)
                mistakes.add(file.source.file, line, f"“{name}.{key}” has words here but no facts.")
        if language == first:
            for key in keys:
                if key not in texts:
                    line = file.line_of(name)
                    mistakes.add(file.source.file, line, f"The words of “{name}.{key}” are missing.")
