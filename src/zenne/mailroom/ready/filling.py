"""Facts of the catalogue in the text of a ready answer, filled in when it leaves, so that they are never stale."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import Branch, DayHours, PublicService, week_of
from zenne.core.content.public import current_version
from zenne.core.languages.public import written_date
from zenne.mailroom.ready.models import ReadyAnswer

PLACEHOLDER: Final = re.compile(r"\{([^{}\n]*)\}")


class NotFilled(Exception):
    """A fact is not known now, so the text cannot be sent. ``code`` is stable; ``name`` is that of the placeholder."""

    code = "not-filled"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


@dataclass(frozen=True, slots=True)
class Place:
    """What a text may speak of: the service, the branch where there is one, and the moment in which it leaves."""

    service: PublicService
    branch: Branch | None
    now: datetime
    language: str

    @property
    def open_branch(self) -> Branch:
        if self.branch is None or self.branch.retired_at is not None:
            raise LookupError
        return self.branch


def hours_of(day: DayHours) -> str:
    """ "Monday 7 December: 8:30–12:00, 13:00–16:00". The day is named, so it stays true when it is read later."""
    times = [f"{written_date(each.start, 'H:i')}–{written_date(each.end, 'H:i')}" for each in day.intervals]
    when = ", ".join(times) or gettext("closed")
    return gettext("%(day)s: %(hours)s") % {"day": written_date(day.date, "l j F"), "hours": when}


def address_of(place: Place) -> str:
    branch, language = place.open_branch, place.language
    street, locality = (text.shown_in(language).text for text in (branch.street, branch.locality))
    return f"{street} {branch.number}, {branch.postcode} {locality}"


def page_of(place: Place) -> str:
    return settings.BASE_URL + reverse("catalogue:service", args=[place.service.slug])


def week_at(place: Place) -> list[DayHours]:
    return week_of(place.open_branch, version=current_version(), at=place.now)


FACTS: Final[dict[str, Callable[[Place], str]]] = {
    "branch": lambda place: place.open_branch.name.shown_in(place.language).text,
    "address": address_of,
    "phone": lambda place: place.open_branch.phone,
    "hours_today": lambda place: hours_of(week_at(place)[0]),
    "hours_week": lambda place: "\n".join(map(hours_of, week_at(place))),
    "page": page_of,
}
MEANINGS: Final = {
    "branch": _("the name of the branch"),
    "address": _("its address"),
    "phone": _("its telephone number"),
    "hours_today": _("its opening hours on the day on which the answer leaves"),
    "hours_week": _("its opening hours on the seven days that follow"),
    "page": _("the address of the page about the service"),
}
OF_BRANCH: Final = frozenset(FACTS) - {"page"}


def placeholders_in(text: str) -> list[str]:
    """What stands in braces, in the order of the text."""
    return PLACEHOLDER.findall(text)


def filled(ready: ReadyAnswer, text: str, *, language: str, now: datetime) -> str:
    """The text with the facts of this moment.

    Raises:
        NotFilled: one is not known, such as the hours of a branch that closed for good.
    """
    place = Place(ready.service, ready.branch, now, language)

    def fact(found: re.Match[str]) -> str:
        try:
            said = FACTS[found.group(1)](place)
        except LookupError:
            said = ""
        if not said.strip():
            raise NotFilled(found.group(1))
        return said

    with translation.override(language):
        return PLACEHOLDER.sub(fact, text)
