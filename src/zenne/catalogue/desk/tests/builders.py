"""A loaded city, a translator, and what they type, for the tests of the desk."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.desk.actions.publish_texts import publish_texts
from zenne.catalogue.desk.models import Publication
from zenne.catalogue.desk.stands import ThingStand, stand_of
from zenne.catalogue.desk.things import Thing
from zenne.catalogue.desk.typed import TypedText
from zenne.catalogue.rules.merging import Choice, Typed, digest_of
from zenne.catalogue.tests.city_folders import edit, small_city
from zenne.core.access.public import Asker, AskerKind

PASSPORT = Thing("service", "passport")
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
FRENCH = {"name": "Passeport", "summary": "Un document.", "description": "Pour voyager."}


def a_translator(*permissions: str, key: str = "person:7c2f0d4e-0000-4000-8000-000000000001") -> Asker:
    """Somebody who may translate and publish, or only what is named."""
    may = permissions or ("catalogue.translate", "catalogue.publish")
    return Asker(AskerKind.PERSON, key, "Ada", permissions=frozenset(may))


def a_loaded_city(folder: Path) -> Path:
    """The small city in Dutch, with French and English for the city itself only."""
    city = small_city(folder)
    edit(city / "city.yaml", "languages: [nl, fr]", "languages: [nl, fr, en]")
    (city / "en.yaml").write_text((city / "fr.yaml").read_text())
    load_city(city)
    return folder


def typed(stand: ThingStand, texts: dict[str, str], *, right: Iterable[str] = ()) -> dict[str, TypedText]:
    """A form that was opened at ``stand`` and sent with these texts changed."""
    return {
        path: TypedText(
            Typed(texts.get(path, text.stored.current), digest_of(text.stored.current)),
            digest_of(text.source.text),
            path in set(right),
        )
        for path, text in stand.texts.items()
    }


def decided(form: dict[str, TypedText], path: str, choice: Choice, rival: str) -> dict[str, TypedText]:
    """The form with a decision about another text that it showed."""
    old = form[path]
    made = Typed(old.typed.text, old.typed.start, choice, digest_of(rival))
    return form | {path: TypedText(made, old.source, old.is_still_right)}


def publish(texts: dict[str, str], *, language: str = "fr", thing: Thing = PASSPORT) -> Publication | None:
    """Publish these texts as a translator who had just opened the form."""
    form = typed(stand_of(thing, language), texts)
    return publish_texts(asker=a_translator(), thing=thing, language=language, typed=form, at=NOW)
