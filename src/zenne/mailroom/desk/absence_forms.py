"""What a team fills in to say how many of it are away."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from zenne.mailroom.answers.actions.say_who_is_away import Away
from zenne.mailroom.desk.absences import OwnTeam
from zenne.mailroom.intake.forms import SELECT

DAY: Final = {"class": "utrecht-textbox", "type": "date"}


class AwayForm(forms.Form):
    """How many of a team are away, from one day to another."""

    team = forms.ChoiceField(label=_("Team"), widget=forms.Select(SELECT))
    people = forms.IntegerField(
        label=_("How many of you are away?"),
        help_text=_("A number is enough: nobody is named."),
        min_value=1,
        max_value=1000,
        widget=forms.NumberInput({"class": "utrecht-textbox", "min": 1}),
        error_messages={"required": _("Write a number."), "invalid": _("Write a number.")},
    )
    first_day = forms.DateField(
        label=_("From"), widget=forms.DateInput(DAY, "%Y-%m-%d"), error_messages={"required": _("Choose a day.")}
    )
    last_day = forms.DateField(
        label=_("Up to and including"),
        widget=forms.DateInput(DAY, "%Y-%m-%d"),
        error_messages={"required": _("Choose a day.")},
    )

    def __init__(self, *args: Any, teams: Iterable[OwnTeam], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"first_day": today}, **kwargs})
        chosen: Any = self.fields["team"]
        chosen.choices = [(each.key, f"{each.name} ({each.people})") for each in teams]

    def away(self) -> Away:
        """What a form without mistakes says."""
        return Away(**self.cleaned_data)
