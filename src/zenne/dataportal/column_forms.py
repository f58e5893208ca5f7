"""What a steward says of the columns of a table: one small form each, all sent together."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zenne.core.languages.public import Translated
from zenne.dataportal.forms import SELECT, line
from zenne.dataportal.labels import TYPES
from zenne.dataportal.rules.columns import Column, ColumnType


class ColumnForm(forms.Form):
    """One column: its name for people and its type."""

    title = line(_("Name for people"))
    type = forms.ChoiceField(
        label=_("Type"),
        choices=[(each.value, words) for each, words in TYPES.items()],
        widget=forms.Select(SELECT),
    )
    unit = line(_("Unit"), most=20)
    is_required = forms.BooleanField(label=_("Every row must have a value"), required=False)

    def __init__(self, data: Any = None, *, column: Column, language: str, number: int) -> None:
        said = {
            "title": column.title.get(language, ""),
            "type": column.type.value,
            "unit": column.unit,
            "is_required": column.is_required,
        }
        super().__init__(data, prefix=f"c{number}", initial=said)
        self.column, self.language = column, language

    def new_column(self) -> Column:
        """The column with what was typed."""
        typed = self.cleaned_data
        kind = ColumnType(typed["type"])
        is_same = kind is self.column.type
        return replace(
            self.column,
            type=kind,
            title=Translated({**self.column.title, self.language: typed["title"].strip()}),
            unit=typed["unit"].strip(),
            is_required=typed["is_required"],
            format=self.column.format if is_same else "",
            note=self.column.note if is_same else "",
        )
