"""The catalogue: what the city offers, where, and who is behind it."""

from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.actions.sync import Changes, sync
from zenne.catalogue.city_folder.annexes import Annex, register_annex
from zenne.catalogue.city_folder.mistakes import Mistakes
from zenne.catalogue.city_folder.reading import CityFolder, File
from zenne.catalogue.comparison import comparison
from zenne.catalogue.desk.facts import TranslationPublished
from zenne.catalogue.facts import CityLoaded
from zenne.catalogue.languages import best_language, shown_languages
from zenne.catalogue.models import (
    LONGEST_HOURS,
    Branch,
    City,
    LifeEvent,
    Offering,
    PublicOrganisation,
    PublicService,
    Topic,
)
from zenne.catalogue.opening import DayHours, PlaceNow, branches_now, opening_hours, week_of
from zenne.catalogue.places import nearest_branches
from zenne.catalogue.queries import (
    ServicePlace,
    all_places,
    branches,
    city,
    life_events,
    organisations,
    service_by_slug,
    service_names,
    services,
    topics,
)
from zenne.catalogue.rules.distance import metres_between
from zenne.catalogue.rules.durations import parse_target
from zenne.catalogue.rules.parts import Appointment, Channel, ChannelKind, Requirement
from zenne.catalogue.visits import (
    LiveFigures,
    WaitingRoom,
    WayIn,
    register_booking,
    register_live_figures,
    register_waiting_room,
    register_ways_in,
    register_writing,
)

__all__ = [
    "LONGEST_HOURS",
    "Annex",
    "Appointment",
    "Branch",
    "Changes",
    "Channel",
    "ChannelKind",
    "City",
    "CityFolder",
    "CityLoaded",
    "DayHours",
    "File",
    "LifeEvent",
    "LiveFigures",
    "Mistakes",
    "Offering",
    "PlaceNow",
    "PublicOrganisation",
    "PublicService",
    "Requirement",
    "ServicePlace",
    "Topic",
    "TranslationPublished",
    "WaitingRoom",
    "WayIn",
    "all_places",
    "best_language",
    "branches",
    "branches_now",
    "city",
    "comparison",
    "life_events",
    "load_city",
    "metres_between",
    "nearest_branches",
    "opening_hours",
    "organisations",
    "parse_target",
    "register_annex",
    "register_booking",
    "register_live_figures",
    "register_waiting_room",
    "register_ways_in",
    "register_writing",
    "service_by_slug",
    "service_names",
    "services",
    "shown_languages",
    "sync",
    "topics",
    "week_of",
]
