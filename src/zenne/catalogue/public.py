"""The catalogue: what the city offers, where, and who is behind it."""

from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.comparison import comparison
from zenne.catalogue.facts import CityLoaded
from zenne.catalogue.languages import best_language, shown_languages
from zenne.catalogue.models import Branch, City, LifeEvent, Offering, PublicOrganisation, PublicService, Topic
from zenne.catalogue.opening import PlaceNow, branches_now, opening_hours
from zenne.catalogue.queries import all_places, branches, city, life_events, organisations, services, topics

__all__ = [
    "Branch",
    "City",
    "CityLoaded",
    "LifeEvent",
    "Offering",
    "PlaceNow",
    "PublicOrganisation",
    "PublicService",
    "Topic",
    "all_places",
    "best_language",
    "branches",
    "branches_now",
    "city",
    "comparison",
    "life_events",
    "load_city",
    "opening_hours",
    "organisations",
    "services",
    "shown_languages",
    "topics",
]
