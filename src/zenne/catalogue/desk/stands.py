"""Everything about the texts of one thing in one language: what a form shows and what an action works on."""

from dataclasses import dataclass

from zenne.catalogue.city_folder.places import rule_of
from zenne.catalogue.desk.models import Draft, Edit, OutdatedText
from zenne.catalogue.desk.permissions import TRANSLATE
from zenne.catalogue.desk.things import KINDS, Thing, columns_of
from zenne.catalogue.desk.words import labels_of
from zenne.catalogue.models import City
from zenne.catalogue.rules.merging import Stored
from zenne.catalogue.rules.text_checks import TextRule
from zenne.catalogue.rules.text_states import SourceText, TextState, source_of, state_of
from zenne.catalogue.rules.thing_texts import texts_in
from zenne.core.access.public import Asker, needs
from zenne.core.languages.public import Translated


class NoSuchThing(LookupError):
    """The catalogue has no such thing, or the city does not speak the language."""

    code = "no-such-thing"


@dataclass(frozen=True, slots=True)
class TextStand:
    """One text in one language.

    Attributes:
        is_needed: whether this language cannot do without it once it has any text of the thing.
        made_from: the older source of an outdated translation; None when it fits.
    """

    path: str
    label: str
    rule: TextRule
    is_needed: bool
    source: SourceText
    stored: Stored
    state: TextState
    made_from: str | None


@dataclass(frozen=True, slots=True)
class ThingStand:
    """All texts of a thing in one language. ``languages`` are those of the city, in its order."""

    thing: Thing
    language: str
    languages: tuple[str, ...]
    name: Translated
    texts: dict[str, TextStand]
    draft: Draft | None

    @property
    def is_source(self) -> bool:
        """Whether texts are written in this language first, and translated into the others."""
        return self.language == self.languages[0]


@needs(TRANSLATE)
def stand_for(*, asker: Asker, thing: Thing, language: str) -> "ThingStand":
    """As ``stand_of``, for those who translate. Raises NoSuchThing."""
    return stand_of(thing, language)


def stand_of(thing: Thing, language: str) -> ThingStand:
    """How the texts of a thing stand in one language, read anew. Six queries.

    Raises:
        NoSuchThing: there is no such thing, or the city does not speak the language.
    """
    city = City.objects.filter(pk=1).first()
    found = KINDS[thing.kind].find(thing.key) if thing.kind in KINDS else None
    if city is None or found is None or language not in city.languages:
        raise NoSuchThing(f"{thing.kind}:{thing.key}:{language}")
    named = {"kind": thing.kind, "key": thing.key, "language": language}
    edits = {edit.path: edit for edit in Edit.objects.filter(**named)}
    outdated = dict(OutdatedText.objects.filter(**named).values_list("path", "made_from"))
    draft = Draft.objects.filter(**named).first()
    drafted = draft.by_path if draft else {}
    texts = texts_in(columns_of(found))
    labels = labels_of(texts)
    languages = tuple(city.languages)
    stands = {}
    for path, text in texts.items():
        stored = stored_text(text.get(language, ""), drafted.get(path), edits.get(path))
        rule = rule_of(thing.kind, path)
        stands[path] = TextStand(
            path=path,
            label=labels[path],
            rule=rule,
            is_needed=rule.is_needed_first if language == languages[0] else rule.is_needed,
            source=source_of(text, language, languages=languages),
            stored=stored,
            state=state_of(text, language, is_outdated=path in outdated, is_conflict=stored.folder is not None),
            made_from=outdated.get(path),
        )
    return ThingStand(thing, language, languages, texts["name"], stands, draft)


def stored_text(published: str, drafted: tuple[str, str] | None, edit: Edit | None) -> Stored:
    text, base = drafted or (None, "")
    return Stored(published, text, base, edit.folder if edit is not None and edit.is_conflict else None)
