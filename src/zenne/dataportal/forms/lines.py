"""What a steward says of lines that were no rows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zenne.dataportal.forms.description import SELECT
from zenne.dataportal.rules.line_reading import LineReading


class LinesForm(forms.Form):
    """How such lines are meant."""

    delimiter = forms.ChoiceField(
        label=_("What stands between two values"),
        choices=[
            ("", _("The same as in the whole file")),
            (",", _("A comma")),
            (";", _("A semicolon")),
            ("\t", _("A tab")),
            ("|", _("A vertical bar")),
        ],
        required=False,
        widget=forms.Select(SELECT),
    )
    may_be_short = forms.BooleanField(label=_("Values that are missing at the end are empty"), required=False)
    may_be_long = forms.BooleanField(label=_("What comes after the last column belongs to it"), required=False)
    has_plain_quotes = forms.BooleanField(label=_("Quotation marks are part of the values"), required=False)
    is_windows_1252 = forms.BooleanField(
        label=_("Letters that could not be read are from Windows (Windows-1252)"), required=False
    )

    def clean(self) -> dict[str, object]:
        """Something must be different from before."""
        typed: dict[str, object] = super().clean() or self.cleaned_data
        if not self.errors and not any(typed.values()):
            raise forms.ValidationError(_("Say at least in one point how the lines are meant."))
        return typed

    def reading(self) -> LineReading:
        """What was said."""
        return LineReading(**self.cleaned_data)
