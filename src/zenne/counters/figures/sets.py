"""The data sets of the counters: demand, waiting times, appointments, branch parity alive."""

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Daily, Every
from zenne.counters.figures import rows
from zenne.dataportal.public import ColumnType, DeclaredColumn, DeclaredDataset, DeclaredTable, declare_dataset

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COUNTERS: Final = "counters"
DEMAND, WAITING, APPOINTMENTS, PARITY = "demand", "waiting-times", "appointments", "parity-live"
EVERY_NIGHT: Final = Daily(time(3, 20))
SOURCE: Final = _("Counted by the city at its own counters.")
KEYWORDS: Final = _("counters, branches, waiting, appointments, promises")
PROTECTED: Final = _(
    "A week appears when it is over. Where fewer than five people would be counted there is no row, and further rows "
    "are left out so that sums do not give it back. No figure is about a member of staff."
)
TEXT, INTEGER, NUMBER = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.NUMBER

BRANCH: Final = DeclaredColumn("branch", TEXT, _("Branch"), refers_to="branches.branches.branch")
DAY: Final = DeclaredColumn("date", ColumnType.DATE, _("Date"))
WEEK: Final = DeclaredColumn("week", ColumnType.DATE, _("Week"), _("Its Monday."))
HOUR: Final = DeclaredColumn("hour", INTEGER, _("Hour"), _("In which they took a ticket: 9 is from 9:00 to 10:00."))
SERVICE: Final = DeclaredColumn("service", TEXT, _("Service"), refers_to="services.services.service")
STEP: Final = DeclaredColumn("step", TEXT, _("Step"), _("“whole”, or “apply” and “collect” where people come twice."))
TICKETS: Final = DeclaredColumn("tickets", INTEGER, _("Tickets"), _("How many places in the queue were taken."))
WAITS: Final = (
    DeclaredColumn("people", INTEGER, _("People, about"), _("How many were called, rounded to fives.")),
    DeclaredColumn("mean", NUMBER, _("Wait on average"), _("From the ticket to the call."), unit="min"),
    DeclaredColumn("half_within", INTEGER, _("Half were called within"), unit="min"),
    DeclaredColumn("nine_of_ten_within", INTEGER, _("Nine of ten were called within"), unit="min"),
    DeclaredColumn(
        "kept", NUMBER, _("Promises that held"), _("Of the longer waiting times that people were told: from 0 to 1.")
    ),
)
BOOKED: Final = DeclaredColumn("booked", INTEGER, _("Appointments"), _("For a time in this week."))


def protected(words: "StrOrPromise") -> "StrOrPromise":
    """The description of a data set in which people are counted."""
    return format_lazy("{} {}", words, PROTECTED)


DEMAND_SET: Final = DeclaredDataset(
    DEMAND,
    COUNTERS,
    _("Demand at the counters"),
    protected(_("How many people come to each branch, on which day, in which hour and for what.")),
    (
        DeclaredTable(
            "days",
            _("Day by day"),
            (
                BRANCH,
                DAY,
                TICKETS,
                DeclaredColumn("walk_ins", INTEGER, _("Without an appointment")),
                DeclaredColumn("appointments", INTEGER, _("With an appointment")),
            ),
            rows.demand_days,
            key=("branch", "date"),
        ),
        DeclaredTable(
            "hours", _("Hour by hour"), (BRANCH, DAY, HOUR, TICKETS), rows.demand_hours, key=("branch", "date", "hour")
        ),
        DeclaredTable(
            "services",
            _("By service, week by week"),
            (BRANCH, WEEK, SERVICE, STEP, TICKETS),
            rows.demand_services,
            key=("branch", "week", "service", "step"),
        ),
    ),
    EVERY_NIGHT,
    keywords=KEYWORDS,
    source=SOURCE,
    frequency="WEEKLY",
)
WAITING_SET: Final = DeclaredDataset(
    WAITING,
    COUNTERS,
    _("Waiting times at the counters"),
    protected(_("How long people wait for their turn, and whether what they were told about it held.")),
    (
        DeclaredTable("days", _("Day by day"), (BRANCH, DAY, *WAITS), rows.waiting_days, key=("branch", "date")),
        DeclaredTable(
            "hours",
            _("Hour by hour"),
            (BRANCH, DAY, HOUR, *WAITS),
            rows.waiting_hours,
            key=("branch", "date", "hour"),
        ),
        DeclaredTable(
            "services",
            _("By service, week by week"),
            (
                BRANCH,
                WEEK,
                SERVICE,
                STEP,
                *WAITS,
                DeclaredColumn("at_desk", NUMBER, _("At the desk on average"), unit="min"),
            ),
            rows.waiting_services,
            key=("branch", "week", "service", "step"),
        ),
    ),
    EVERY_NIGHT,
    keywords=KEYWORDS,
    source=SOURCE,
    frequency="WEEKLY",
)
APPOINTMENTS_SET: Final = DeclaredDataset(
    APPOINTMENTS,
    COUNTERS,
    _("Appointments and no-shows"),
    protected(_("How many appointments there are, what becomes of them, and how soon one can be had.")),
    (
        DeclaredTable(
            "weeks",
            _("What became of appointments"),
            (
                BRANCH,
                WEEK,
                BOOKED,
                DeclaredColumn("came", INTEGER, _("Came")),
                DeclaredColumn("missed", INTEGER, _("Did not come")),
                DeclaredColumn("cancelled", INTEGER, _("Cancelled")),
                DeclaredColumn("moved", INTEGER, _("Moved to this time")),
                DeclaredColumn("made", INTEGER, _("Made in this week"), _("For whatever time.")),
            ),
            rows.appointment_weeks,
            key=("branch", "week"),
        ),
        DeclaredTable(
            "services",
            _("By service, week by week"),
            (BRANCH, WEEK, SERVICE, STEP, BOOKED),
            rows.appointment_services,
            key=("branch", "week", "service", "step"),
        ),
        DeclaredTable(
            "first_free",
            _("First free appointment"),
            (
                BRANCH,
                DAY,
                SERVICE,
                STEP,
                DeclaredColumn(
                    "days",
                    INTEGER,
                    _("Days until the first free time"),
                    _("Empty: none in the next three months."),
                    unit="d",
                ),
            ),
            rows.first_free,
            key=("branch", "date", "service", "step"),
        ),
    ),
    EVERY_NIGHT,
    keywords=KEYWORDS,
    source=SOURCE,
)
PARITY_SET: Final = DeclaredDataset(
    PARITY,
    COUNTERS,
    _("The branches at this hour"),
    _("How soon each branch has a free appointment, how long people wait there, and which languages are spoken today."),
    (
        DeclaredTable(
            "branches",
            _("Branch by branch"),
            (
                BRANCH,
                DeclaredColumn("is_open", ColumnType.BOOLEAN, _("Open now")),
                DeclaredColumn(
                    "free_days",
                    INTEGER,
                    _("Days until a free appointment"),
                    _("Within so many days half of what people come for can be booked."),
                    unit="d",
                ),
                DeclaredColumn("half_within", INTEGER, _("Half are called within"), unit="min"),
                DeclaredColumn("nine_of_ten_within", INTEGER, _("Nine of ten are called within"), unit="min"),
                DeclaredColumn("languages", TEXT, _("Languages spoken today"), _("Several are separated by commas.")),
                DeclaredColumn("evening_hours_a_week", NUMBER, _("Hours on weekday evenings"), unit="h"),
            ),
            rows.parity_branches,
            key=("branch",),
        ),
    ),
    Every(timedelta(hours=1)),
    keywords=KEYWORDS,
    source=SOURCE,
    frequency="HOURLY",
)
SETS: Final = (DEMAND_SET, WAITING_SET, APPOINTMENTS_SET, PARITY_SET)


def declare() -> None:
    """Called once, when the models exist."""
    for declared in SETS:
        declare_dataset(declared)
