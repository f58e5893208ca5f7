"""A small city folder on disk, right as it is written, to be spoiled or changed by a test."""

import json
from pathlib import Path

import pytest

from zenne.catalogue.actions.load_city import check_city_folder
from zenne.catalogue.city_folder.mistakes import BrokenFolder

CITIES = Path(__file__).resolve().parents[4] / "cities"

CITY = """\
languages: [nl, fr]
official_languages: [nl]
time_zone: Europe/Brussels
country: BE
website: https://www.city.example
streets:
  file: streets.geojson
  name_languages: [fr, nl]
centre: [50.85, 4.35]
calendar:
  office_hours:
    monday: "09:00-17:00"
    friday: "09:00-15:00"
  closing_days:
    - {date: 2026-12-24, key: christmas-eve}
  replacement_days:
    - {holiday: 2026-11-01, observed: 2026-11-02}
life_events:
  - {key: travel, icon: plane}
topics:
  - {key: identity, icon: id-card}
departments:
  - {key: population, email: population@city.example}
"""
CITY_WORDS = """\
name: {name}
long_name: {name}
welcome: {name}
life_events: {{travel: Reizen}}
topics: {{identity: Identiteit}}
departments: {{population: Bevolking}}
closing_days: {{christmas-eve: Kerstavond}}
"""
PASSPORT = """\
department: population
topic: identity
life_events: [travel]
audience: [residents]
popularity: 90
channels:
  online: {url: "https://city.example/passport"}
  counter: {appointment: required, minutes: 15}
requirements: [photo]
costs:
  - {key: adult, amount: "75.00"}
processing_time: P6D
outputs: [passport]
legal_basis:
  - {key: law}
related: [certificate]
"""
PASSPORT_WORDS = """\
name: Reispas
summary: Een document om te reizen.
description: Voor wie buiten Europa reist.
requirements: {photo: Een foto}
costs: {adult: Volwassene}
outputs: {passport: Een reispas}
legal_basis: {law: De wet}
synonyms: [paspoort]
"""
CERTIFICATE = """\
department: population
topic: identity
audience: [residents]
channels: {post: {}}
outputs: [certificate]
"""
CERTIFICATE_WORDS = """\
name: Attest
summary: Een bewijs.
description: Een bewijs.
outputs: {certificate: Een attest}
"""
BRANCH = """\
kind: branch
location: [50.85, 4.35]
number: "4"
postcode: "1000"
phone: "+32 2 000 01 00"
email: centre@city.example
hours: "Mo-Fr 08:30-16:00; PH off"
desks: 3
languages: [nl, fr]
services:
  passport: {hours: "Tu 09:00-12:00", languages: [nl]}
"""
BRANCH_WORDS = """\
name: Centrum
street: Hallenstraat
locality: Brussel
directions: Metro De Brouckère
"""
STREETS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Rue des Halles - Hallenstraat", "postcode": "1000"},
            "geometry": {"type": "LineString", "coordinates": [[4.349, 50.846], [4.350, 50.847]]},
        }
    ],
}


def small_city(folder: Path) -> Path:
    """Write a city of two services and one branch, and return its folder."""
    texts = {
        "city.yaml": CITY,
        "nl.yaml": CITY_WORDS.format(name="Stad"),
        "fr.yaml": CITY_WORDS.format(name="Ville"),
        "streets.geojson": json.dumps(STREETS),
        "services/passport/service.yaml": PASSPORT,
        "services/passport/nl.yaml": PASSPORT_WORDS,
        "services/certificate/service.yaml": CERTIFICATE,
        "services/certificate/nl.yaml": CERTIFICATE_WORDS,
        "branches/centre/branch.yaml": BRANCH,
        "branches/centre/nl.yaml": BRANCH_WORDS,
    }
    for name, text in texts.items():
        write(folder / name, text)
    return folder


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    """Replace the one place where ``old`` stands."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {file.name}"
    write(file, text.replace(old, new))


def mistakes_of(folder: Path) -> list[str]:
    """All mistakes of a folder as people read them."""
    with pytest.raises(BrokenFolder) as broken:
        check_city_folder(folder)
    return [str(mistake) for mistake in broken.value.mistakes]
