"""The catalogue: what the city offers, where, and who is behind it."""

from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.models import Branch, City, LifeEvent, Offering, PublicOrganisation, PublicService, Topic
from zenne.catalogue.opening import PlaceNow, branches_now
from zenne.catalogue.queries import branches, city, life_events, services, topics

__all__ = [
    "Branch",
    "City",
    "LifeEvent",
    "Offering",
    "PlaceNow",
    "PublicOrganisation",
    "PublicService",
    "Topic",
    "branches",
    "branches_now",
    "city",
    "life_events",
    "load_city",
    "services",
    "topics",
]
