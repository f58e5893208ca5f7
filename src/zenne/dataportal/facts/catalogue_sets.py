"""The data sets of the catalogue: services, branches, opening hours, parity."""

from datetime import time
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Daily
from zenne.dataportal.facts import catalogue_rows
from zenne.dataportal.facts.declared import DeclaredColumn, DeclaredDataset, DeclaredTable
from zenne.dataportal.facts.tasks import CATALOGUE
from zenne.dataportal.rules.columns import ColumnType

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXT, BOOLEAN, INTEGER, NUMBER = ColumnType.TEXT, ColumnType.BOOLEAN, ColumnType.INTEGER, ColumnType.NUMBER
SOURCE: Final = _("The texts and facts that the city itself keeps for this site.")
EVERY_NIGHT: Final = Daily(time(0, 10))
"""Soon after midnight, because the opening hours of the coming weeks begin with today."""


def in_each_language(name: str, title: "StrOrPromise") -> tuple[DeclaredColumn, ...]:
    """A column a language of the interface."""
    return tuple(
        DeclaredColumn(f"{name}_{code}", TEXT, format_lazy("{} ({})", title, code))
        for code, _name in settings.LANGUAGES
    )


def of_service(title: "StrOrPromise") -> DeclaredColumn:
    return DeclaredColumn("service", TEXT, title, refers_to="services.services.service")


def of_branch(name: str, title: "StrOrPromise") -> DeclaredColumn:
    return DeclaredColumn(name, TEXT, title, refers_to="branches.branches.branch")


BRANCH_KINDS: Final = (("administrative_centre", _("Administrative centre")), ("branch", _("Branch")))
GAP_KINDS: Final = (
    ("service", _("The service itself")),
    ("late_hours", _("Hours in the evening or on Saturday")),
    ("languages", _("Languages")),
)
OPENING_HOURS: Final = _("In the way of OpenStreetMap: Mo-Fr 08:30-16:00.")
SEVERAL: Final = _("Several are separated by commas.")

SERVICES: Final = DeclaredTable(
    "services",
    _("Services"),
    (
        DeclaredColumn("service", TEXT, _("Service"), _("The name of the service in addresses; it does not change.")),
        *in_each_language("name", _("Name")),
        *in_each_language("summary", _("In one sentence")),
        DeclaredColumn("topic", TEXT, _("Topic")),
        DeclaredColumn("department", TEXT, _("Department")),
        DeclaredColumn("audience", TEXT, _("For whom"), SEVERAL),
        DeclaredColumn("online", BOOLEAN, _("Online")),
        DeclaredColumn("counter", BOOLEAN, _("At the counter")),
        DeclaredColumn("post", BOOLEAN, _("By post")),
        DeclaredColumn("phone", BOOLEAN, _("By telephone")),
        DeclaredColumn("is_free", BOOLEAN, _("Free of charge")),
        DeclaredColumn(
            "processing_time", TEXT, _("How long it takes"), _("As an ISO 8601 duration; days are working days.")
        ),
        DeclaredColumn("page", TEXT, _("Page")),
    ),
    catalogue_rows.service_rows,
    key=("service",),
)
OFFERINGS: Final = DeclaredTable(
    "offerings",
    _("Services at branches"),
    (
        of_service(_("Service")),
        of_branch("branch", _("Branch")),
        DeclaredColumn("hours", TEXT, _("Opening hours"), OPENING_HOURS),
        DeclaredColumn("languages", TEXT, _("Languages spoken"), SEVERAL),
    ),
    catalogue_rows.offering_rows,
    key=("service", "branch"),
)
BRANCHES: Final = DeclaredTable(
    "branches",
    _("Branches"),
    (
        DeclaredColumn("branch", TEXT, _("Branch"), _("The name of the branch in addresses; it does not change.")),
        DeclaredColumn("kind", TEXT, _("Kind"), codes=BRANCH_KINDS),
        *in_each_language("name", _("Name")),
        *in_each_language("street", _("Street")),
        DeclaredColumn("number", TEXT, _("House number")),
        DeclaredColumn("postcode", TEXT, _("Postcode")),
        *in_each_language("locality", _("Locality")),
        DeclaredColumn("phone", TEXT, _("Telephone")),
        DeclaredColumn("email", TEXT, _("E-mail address")),
        DeclaredColumn("hours", TEXT, _("Opening hours"), OPENING_HOURS),
        DeclaredColumn("languages", TEXT, _("Languages spoken"), SEVERAL),
        DeclaredColumn("accessibility", TEXT, _("Accessibility"), SEVERAL),
        DeclaredColumn("desks", INTEGER, _("Number of desks")),
        DeclaredColumn("place", ColumnType.GEOMETRY, _("Place")),
        DeclaredColumn("page", TEXT, _("Page")),
    ),
    catalogue_rows.branch_rows,
    key=("branch",),
)
HOURS: Final = DeclaredTable(
    "days",
    _("Opening hours day by day"),
    (
        of_branch("branch", _("Branch")),
        DeclaredColumn("date", ColumnType.DATE, _("Date")),
        DeclaredColumn("is_open", BOOLEAN, _("Open on this day")),
        DeclaredColumn("opens", ColumnType.TIME, _("Opens at")),
        DeclaredColumn("closes", ColumnType.TIME, _("Closes at")),
        DeclaredColumn("hours", TEXT, _("Opening hours")),
        DeclaredColumn("hours_open", NUMBER, _("Hours open"), unit="h"),
        *in_each_language("day_off", _("Name of the day off")),
    ),
    catalogue_rows.hour_rows,
    key=("branch", "date"),
)
PARITY: Final = DeclaredTable(
    "branches",
    _("One figure per branch"),
    (
        of_branch("branch", _("Branch")),
        DeclaredColumn(
            "coverage",
            NUMBER,
            _("Share of visits"),
            _("Of all visits that residents make to counters, the share that this branch can serve: from 0 to 1."),
        ),
        DeclaredColumn(
            "language_coverage",
            NUMBER,
            _("Share in the languages of the city"),
            _("Of these visits, the share that it can serve in the languages of the city: from 0 to 1."),
        ),
        DeclaredColumn("services", INTEGER, _("Number of services")),
        DeclaredColumn("languages", INTEGER, _("Number of languages")),
        DeclaredColumn("hours_a_week", NUMBER, _("Hours a week"), unit="h"),
        DeclaredColumn("evening_hours_a_week", NUMBER, _("Hours on weekday evenings"), unit="h"),
        DeclaredColumn("saturday_hours_a_week", NUMBER, _("Hours on Saturday"), unit="h"),
    ),
    catalogue_rows.parity_rows,
    key=("branch",),
)
GAPS: Final = DeclaredTable(
    "gaps",
    _("Gaps between branches"),
    (
        of_branch("branch", _("Branch")),
        of_service(_("Service")),
        DeclaredColumn(
            "gap",
            TEXT,
            _("What is missing"),
            _("The service itself, hours in the evening or on Saturday, or languages."),
            codes=GAP_KINDS,
        ),
        DeclaredColumn("languages", TEXT, _("Missing languages"), SEVERAL),
        of_branch("go_to", _("Nearest branch that has it")),
        DeclaredColumn("distance", INTEGER, _("How far it is"), _("As the crow flies."), unit="m"),
    ),
    catalogue_rows.gap_rows,
    key=("branch", "service", "gap"),
)

SETS: Final = (
    DeclaredDataset(
        "services",
        CATALOGUE,
        _("Services of the city"),
        _("Everything that people and businesses can ask of the city, and at which branch."),
        (SERVICES, OFFERINGS),
        EVERY_NIGHT,
        keywords=_("services, procedures, documents, counter, online"),
        source=SOURCE,
    ),
    DeclaredDataset(
        "branches",
        CATALOGUE,
        _("Branches of the city"),
        _("Where the city receives people: address, place on the map, languages spoken, accessibility."),
        (BRANCHES,),
        EVERY_NIGHT,
        keywords=_("branches, town hall, addresses, accessibility"),
        source=SOURCE,
        themes=("GOVE", "REGI"),
    ),
    DeclaredDataset(
        "opening-hours",
        CATALOGUE,
        _("Opening hours of the branches"),
        _("When each branch is open in the coming eight weeks, day by day, with the days off."),
        (HOURS,),
        EVERY_NIGHT,
        keywords=_("opening hours, days off, evening, Saturday"),
        source=SOURCE,
    ),
    DeclaredDataset(
        "parity",
        CATALOGUE,
        _("How the branches compare"),
        _("How near each branch comes to a full city hall, and what people have to go elsewhere for."),
        (PARITY, GAPS),
        EVERY_NIGHT,
        keywords=_("parity, comparison, gaps, promises"),
        source=SOURCE,
    ),
)
