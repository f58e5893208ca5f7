"""What a steward says of the columns of a table: one small form each, all sent together."""

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from zenne.core.languages.public import Translated
from zenne.dataportal.forms import BOX, SELECT, line
from zenne.dataportal.labels import COARSENINGS, LEVELS, TYPES
from zenne.dataportal.rules.columns import Column, ColumnType
from zenne.dataportal.rules.policies import OPEN, Coarsening, Coarser, ColumnPolicy, Level, Need

LARGEST_STEP: Final = 1_000_000


class ColumnForm(forms.Form):
    """One column: its name for people, its type, and who sees it."""

    title = line(_("Name for people"))
    type = forms.ChoiceField(
        label=_("Type"),
        choices=[(each.value, words) for each, words in TYPES.items()],
        widget=forms.Select(SELECT),
    )
    unit = line(_("Unit"), most=20)
    is_required = forms.BooleanField(label=_("Every row must have a value"), required=False)
    level = forms.ChoiceField(
        label=_("Who sees the exact values"),
        choices=[(each.value, words) for each, words in LEVELS.items()],
        widget=forms.Select(SELECT),
    )
    coarser = forms.ChoiceField(
        label=_("What the others see"),
        choices=[("", _("nothing")), *COARSENINGS.items()],
        required=False,
        widget=forms.Select(SELECT),
    )
    step = forms.FloatField(
        label=_("Rounded to, or number of letters"),
        min_value=0.000001,
        max_value=LARGEST_STEP,
        initial=1,
        widget=forms.NumberInput({**BOX, "step": "any"}),
    )

    def __init__(self, data: Any = None, *, column: Column, policy: ColumnPolicy, language: str, number: int) -> None:
        rule = policy.coarser[0] if policy.coarser else None
        said = {
            "title": column.title.get(language, ""),
            "type": column.type.value,
            "unit": column.unit,
            "is_required": column.is_required,
            "level": policy.need.level.value,
            "coarser": rule.how.value if rule else "",
            "step": rule.step if rule else 1,
        }
        super().__init__(data, prefix=f"c{number}", initial=said)
        self.column, self.policy, self.language = column, policy, language
        if not self.is_simple:
            for name in ("level", "coarser", "step"):
                del self.fields[name]

    @property
    def is_simple(self) -> bool:
        """Whether the form can say everything that the policy says; otherwise who sees the column stays as it is."""
        rules = self.policy.coarser
        return (
            not self.policy.need.scope
            and self.policy.search == OPEN
            and len(rules) <= 1
            and all(rule.need == OPEN for rule in rules)
        )

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

    def new_policy(self) -> ColumnPolicy:
        """Who sees the column from now on."""
        if not self.is_simple:
            return self.policy
        typed = self.cleaned_data
        level = Level(typed["level"])
        if level is Level.PUBLIC:
            return ColumnPolicy()
        how = typed["coarser"]
        return ColumnPolicy(Need(level), (Coarser(Coarsening(how), OPEN, typed["step"]),) if how else ())


class ProtectionForm(forms.Form):
    """Why not everything is for everybody: published, in the language of the page."""

    reason = line(_("Why not everything is for everybody"), most=1000)
