"""What is typed on the pages of the audit log."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from zenne.core.audit.purposes import LONGEST_TASK, declared_purposes


class PurposeForm(forms.Form):
    """What somebody needs personal data for, and for which piece of work."""

    purpose = forms.ChoiceField(
        label=_("What do you need the data for?"),
        error_messages={
            "required": _("Choose what you need the data for."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    task = forms.CharField(
        label=_("Which piece of work?"),
        help_text=_("The number of the file, or a few words. Write no names."),
        max_length=LONGEST_TASK,
        error_messages={"required": _("Write the number of the file, or a few words.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(each.code, each.label) for each in declared_purposes()]  # type: ignore[attr-defined]


class DayField(forms.DateField):
    """A day as browsers send it, in a century in which there are computers; it may be left out."""

    def __init__(self, *, label: Any) -> None:
        wrong = _("Write the day as in 2026-11-24.")
        limits = [MinValueValidator(date(1970, 1, 1), wrong), MaxValueValidator(date(2999, 12, 31), wrong)]
        errors = {"invalid": wrong}
        super().__init__(
            label=label, required=False, input_formats=["%Y-%m-%d"], validators=limits, error_messages=errors
        )


class LogForm(forms.Form):
    """Which records are looked for."""

    about = forms.CharField(
        label=_("Whose data"),
        help_text=_("An e-mail address, or a key that begins with person:"),
        required=False,
        max_length=254,
    )
    asker = forms.CharField(
        label=_("Who used it"),
        help_text=_("An e-mail address, or a key that begins with person: or key:"),
        required=False,
        max_length=254,
    )
    action = forms.CharField(label=_("What was done"), required=False, max_length=80)
    since = DayField(label=_("From"))
    until = DayField(label=_("Up to and including"))
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)
