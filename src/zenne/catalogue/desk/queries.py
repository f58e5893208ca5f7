"""What the pages of the desk show."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zenne.accounts.public import Person
from zenne.catalogue.desk.models import Draft, Edit, OutdatedText, Publication
from zenne.catalogue.desk.permissions import TRANSLATE
from zenne.catalogue.desk.things import KINDS, Kind, Thing, current_texts
from zenne.catalogue.queries import city
from zenne.catalogue.rules.text_states import TextState, state_of
from zenne.core.access.public import Asker, for_everybody, needs
from zenne.core.languages.public import Translated
from zenne.core.personal_data.public import PERSON


@dataclass(slots=True)
class Count:
    """How many texts there are, and how many of them in which state."""

    states: Counter[TextState] = field(default_factory=Counter)
    drafts: int = 0

    @property
    def total(self) -> int:
        return sum(self.states.values()) - self.states[TextState.EMPTY]

    @property
    def current(self) -> int:
        return self.states[TextState.CURRENT]

    @property
    def left(self) -> int:
        """What there is to do."""
        return self.total - self.current

    @property
    def percent(self) -> int:
        """Rounded down, so that only all is 100."""
        return 100 * self.current // self.total if self.total else 100

    @property
    def missing(self) -> int:
        return self.states[TextState.MISSING]

    @property
    def outdated(self) -> int:
        return self.states[TextState.OUTDATED]

    @property
    def conflicts(self) -> int:
        return self.states[TextState.CONFLICT]

    def add(self, other: "Count") -> None:
        self.states.update(other.states)
        self.drafts += other.drafts


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A thing in a list: its name, and how its texts stand in one language."""

    thing: Thing
    name: Translated
    texts: Mapping[str, Translated]
    count: Count

    @property
    def kind(self) -> Kind:
        return KINDS[self.thing.kind]


@dataclass(frozen=True, slots=True)
class LanguageStanding:
    """How far one language is, as a whole and by kind of thing."""

    language: str
    is_source: bool
    whole: Count
    by_kind: list[tuple[Kind, Count]]


@for_everybody
def languages_of_city(version: str) -> tuple[str, ...]:
    """The languages of the city in its order; none before it was loaded."""
    here = city(version)
    return tuple(here.languages) if here else ()


@needs(TRANSLATE)
def rows_in(version: str, language: str, *, asker: Asker) -> list[ThingRow]:
    """Every thing that is not retired, with how its texts stand in ``language``. Three queries."""
    outdated = set(OutdatedText.objects.filter(language=language).values_list("kind", "key", "path"))
    conflicts = {
        (edit.kind, edit.key, edit.path) for edit in Edit.objects.filter(language=language) if edit.is_conflict
    }
    drafts = set(Draft.objects.filter(language=language).values_list("kind", "key"))
    rows = []
    for thing, texts in current_texts(version).items():
        count = Count(drafts=int((thing.kind, thing.key) in drafts))
        for path, text in texts.items():
            place = (thing.kind, thing.key, path)
            state = state_of(text, language, is_outdated=place in outdated, is_conflict=place in conflicts)
            count.states[state] += 1
        rows.append(ThingRow(thing, texts["name"], texts, count))
    return rows


@needs(TRANSLATE)
def standings(version: str, *, asker: Asker) -> list[LanguageStanding]:
    """How far each language of the city is. Three queries a language."""
    languages = languages_of_city(version)
    found = []
    for language in languages:
        whole, by_kind = Count(), {code: Count() for code in KINDS}
        for row in rows_in(version, language, asker=asker):
            whole.add(row.count)
            by_kind[row.thing.kind].add(row.count)
        kinds = [(KINDS[code], count) for code, count in by_kind.items()]
        found.append(LanguageStanding(language, language == languages[0], whole, kinds))
    return found


@needs(TRANSLATE)
def edits_without_place(*, asker: Asker) -> list[Edit]:
    """Edits of texts that the city folder no longer has."""
    return list(Edit.objects.filter(has_place=False).order_by("kind", "key", "path", "language"))


@needs(TRANSLATE)
def publications_of(thing: Thing, language: str, *, asker: Asker) -> list[Publication]:
    """What was published of a thing in one language, the newest first."""
    found = Publication.objects.filter(kind=thing.kind, key=thing.key, language=language)
    return list(found.select_related("undone_by", "undoes"))


@needs(TRANSLATE)
def names_of(keys: Iterable[str], *, asker: Asker) -> dict[str, str]:
    """The names of people by key, as far as they still have an account."""
    uuids = {key.removeprefix(PERSON) for key in keys if key.startswith(PERSON)}
    return {person.key: person.shown_name for person in Person.objects.filter(uuid__in=uuids)}
