"""The figures of letters in the menu of the workplace."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import StaffPage, register_staff_page
from zenne.mailroom.answers.permissions import ANSWER_LETTERS

PAGE: Final = StaffPage(
    title=_("Did our promised days hold?"),
    description=_("Whoever writes is told the day of the answer. For how many that was true, in all and by team."),
    route="letter-figures:kept",
    audience=ANSWER_LETTERS,
    below="letters:list",
)


def register() -> None:
    """Make the page known to the menu."""
    register_staff_page(PAGE)
