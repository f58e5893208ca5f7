"""What somebody says when they take a ticket, and what a desk worker says of whom they book for."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zenne.catalogue.public import Branch
from zenne.counters.appointments.actions.ask_booking import LONGEST_CONTACT, LONGEST_NAME
from zenne.counters.capacity.models import VisitType
from zenne.counters.capacity.names import visit_name
from zenne.counters.queue.actions.take_ticket import Wanted
from zenne.counters.queue.rules.priority import Need
from zenne.counters.queue.words import NEEDS, spoken_language

MOST_PEOPLE = 12


class TicketForm(forms.Form):
    """Which visit, for how many people, in which language, and whether somebody needs to wait less."""

    visit = forms.ChoiceField()
    people = forms.TypedChoiceField(coerce=int, required=False, empty_value="1")
    language = forms.ChoiceField(required=False)
    need = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, branch: Branch, visits: list[VisitType]) -> None:
        super().__init__(data)
        self.visits = {str(visit.pk): visit for visit in visits}
        most = min(max((visit.most_people for visit in visits), default=1), MOST_PEOPLE)
        self.choose("visit", [(key, visit_name(visit)) for key, visit in self.visits.items()])
        self.choose("people", [(str(number), str(number)) for number in range(1, most + 1)])
        self.choose(
            "language", [("", _("Any language")), *((code, spoken_language(code)) for code in branch.languages)]
        )
        self.choose("need", [("", _("No")), *((need.value, NEEDS[need]) for need in Need)])
        spoken = get_language() in branch.languages
        self.initial = {"people": "1", "language": get_language() if spoken else "", "need": ""}

    def choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices

    @property
    def wanted(self) -> Wanted:
        """What was said, once it is valid."""
        said = self.cleaned_data
        return Wanted(self.visits[said["visit"]], int(said["people"]), said["language"], said["need"])


class OnBehalfForm(forms.Form):
    """For whom a desk worker books: an address or a number if they have one, and in which language we write to them."""

    contact = forms.CharField(required=False, max_length=LONGEST_CONTACT)
    name = forms.CharField(required=False, max_length=LONGEST_NAME)
    language = forms.ChoiceField(choices=settings.LANGUAGES)
