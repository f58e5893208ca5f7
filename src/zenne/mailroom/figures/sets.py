"""The data set of the mailroom: whether who writes to the city is answered in time."""

from datetime import time
from typing import Final

from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Daily
from zenne.dataportal.public import ColumnType, DeclaredColumn, DeclaredDataset, DeclaredTable, declare_dataset
from zenne.mailroom.figures import rows
from zenne.mailroom.letters.models import Letter

TEXT, INTEGER, NUMBER = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.NUMBER

WEEK: Final = DeclaredColumn("week", ColumnType.DATE, _("Week"), _("Its Monday."))
SERVICE: Final = DeclaredColumn("service", TEXT, _("Service"), refers_to="services.services.service")
LANGUAGE: Final = DeclaredColumn(
    "language", TEXT, _("Language"), _("In which people wrote: its code, or “other” for one that is not of the city.")
)
CHANNEL: Final = DeclaredColumn(
    "channel", TEXT, _("Way"), _("By which the letter came."), codes=tuple(Letter.Channel.choices)
)
FIGURES: Final = (
    DeclaredColumn("letters", INTEGER, _("Letters, about"), _("How many came in this week, rounded to fives.")),
    DeclaredColumn(
        "in_time",
        NUMBER,
        _("Answered or dated in time"),
        _("Of the letters of this week: an answer, or a message with its day, left in two working days. From 0 to 1."),
    ),
    DeclaredColumn(
        "held",
        NUMBER,
        _("Promised days that held"),
        _("Of the days of this week that were named to writers: the answer left by then. From 0 to 1."),
    ),
    DeclaredColumn(
        "half_within",
        NUMBER,
        _("Half were answered within"),
        _("Office hours from the letter to the answer, of the answers that left in this week."),
        unit="h",
    ),
    DeclaredColumn(
        "nine_of_ten_within",
        NUMBER,
        _("Nine of ten were answered within"),
        _("Office hours from the letter to the answer, of the answers that left in this week."),
        unit="h",
    ),
    DeclaredColumn(
        "one_answer",
        NUMBER,
        _("One answer was enough"),
        _("Of the first answers of this week: nobody wrote again, or said that it was none. From 0 to 1."),
    ),
    DeclaredColumn(
        "satisfied",
        NUMBER,
        _("“Yes, this was answered”"),
        _("Of what writers said of the answers of this week. From 0 to 1."),
    ),
)
LETTERS_SET: Final = DeclaredDataset(
    "letters",
    "mailroom",
    _("Letters and answers"),
    _(
        "Whether who writes to the city is answered in two working days, or told the day of the answer, and whether "
        "that day holds. A week appears two weeks after its end and does not change any more. Where fewer than five "
        "letters would be counted there is no row, and further rows are left out so that sums do not give it back. A "
        "share is given of ten or more, and fewer than five, on either side of it, stand for two: so no share is above "
        "“all but two”. No figure is about a member of staff."
    ),
    (
        DeclaredTable("weeks", _("Week by week"), (WEEK, *FIGURES), rows.weeks, key=("week",)),
        DeclaredTable(
            "services", _("By service, week by week"), (WEEK, SERVICE, *FIGURES), rows.services, key=("week", "service")
        ),
        DeclaredTable(
            "languages",
            _("By language, week by week"),
            (WEEK, LANGUAGE, *FIGURES),
            rows.languages,
            key=("week", "language"),
        ),
        DeclaredTable(
            "channels", _("By way, week by week"), (WEEK, CHANNEL, *FIGURES), rows.channels, key=("week", "channel")
        ),
    ),
    Daily(time(3, 50)),
    keywords=_("letters, e-mail, answers, promises"),
    source=_("Counted by the city in its own mailroom."),
    frequency="WEEKLY",
)


def declare() -> None:
    """Called once, when the models exist."""
    declare_dataset(LETTERS_SET)
