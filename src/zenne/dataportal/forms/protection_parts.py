"""The parts of the form in which a steward says who sees what."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from babel import Locale
from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from zenne.core.languages.public import Translated
from zenne.dataportal.forms.description import AREA, BOX, SELECT
from zenne.dataportal.rules.columns import Column
from zenne.dataportal.rules.policies import (
    Coarsening,
    Coarser,
    ColumnPolicy,
    Level,
    MandatoryFilter,
    Need,
    RowRule,
)
from zenne.dataportal.rules.protection import FITTING
from zenne.dataportal.words.labels import LEVELS
from zenne.dataportal.words.protection import COARSENINGS

LEVEL_CHOICES: Final = [(level.value, words) for level, words in LEVELS.items()]
WORD: Final = {**BOX, "autocomplete": "off", "spellcheck": "false"}
SCOPE: Final = {**WORD, "list": "scopes"}


def level_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=LEVEL_CHOICES, widget=forms.Select(SELECT))


def scope_field(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=100, widget=forms.TextInput(SCOPE))


ONLY_WITH: Final = gettext_lazy("Only with this right (may be empty)")


def reason_field(language: str) -> forms.CharField:
    """Why something is not for everybody, in one language."""
    return text_of_reason(language, _("Why not everything is for everybody (%(language)s)"))


def text_of_reason(language: str, label: str) -> forms.CharField:
    named = str(Locale.parse(get_language() or "en").languages.get(language, language))
    return forms.CharField(
        label=label % {"language": named},
        required=False,
        max_length=2000,
        widget=forms.Textarea({**AREA, "rows": 2, "lang": language}),
    )


class NeedForm(forms.Form):
    """Who: a level, and a right that comes with a profile."""

    level = level_field(gettext_lazy("Who"))
    scope = scope_field(ONLY_WITH)

    @property
    def part(self) -> str:
        return self.prefix or ""

    def need(self) -> Need:
        """The need that was typed."""
        return Need(Level(self.cleaned_data["level"]), self.cleaned_data["scope"].strip())


class ReasonedForm(NeedForm):
    """Who, and why not everybody."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code in languages:
            self.fields[f"reason_{code}"] = self.reason_field(code)

    def reason_field(self, language: str) -> forms.CharField:
        return text_of_reason(language, _("Why not (%(language)s)"))

    def reason(self) -> Translated:
        """The reason in every language in which it was written."""
        return Translated((code, self.cleaned_data[f"reason_{code}"].strip()) for code in self.languages)

    @property
    def reasons(self) -> list[forms.BoundField]:
        return [self[f"reason_{code}"] for code in self.languages]

    @property
    def has_reason(self) -> bool:
        """Whether one was written, or something is wrong with it."""
        return any(each.value() or each.errors for each in self.reasons)

    @property
    def fields_beside(self) -> list[forms.BoundField]:
        """All fields but the reasons."""
        return [each for each in self if not each.name.startswith("reason_")]


class TableForm(ReasonedForm):
    """Who may know of the table, and why not everything is for everybody."""

    level = level_field(gettext_lazy("Who may know of the table"))
    is_listed = forms.BooleanField(
        label=gettext_lazy("Others see that the table exists, and why it is not for them"), required=False
    )

    def reason_field(self, language: str) -> forms.CharField:
        return reason_field(language)


class CoarserForm(NeedForm):
    """How coarsely those see a column who may not see it as it is."""

    level = level_field(gettext_lazy("Who sees it so"))
    how = forms.ChoiceField(label=gettext_lazy("What they see"), widget=forms.Select(SELECT))
    step = forms.CharField(
        label=gettext_lazy("How coarse"),
        help_text=gettext_lazy("Round to this number, or show so many letters. Places: degrees; 0.01 is about 1 km."),
        required=False,
        max_length=20,
        widget=forms.TextInput({**WORD, "inputmode": "decimal"}),
    )
    field_order = ("how", "step", "level", "scope")

    def __init__(self, *args: Any, column: Column | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        how: Any = self.fields["how"]
        how.choices = [
            (each.value, words) for each, words in COARSENINGS.items() if not column or column.type in FITTING[each]
        ]

    def clean_step(self) -> float:
        """The number, with a point or a comma; 1 when there is none."""
        try:
            return float(self.cleaned_data["step"].strip().replace(",", ".") or 1)
        except ValueError:
            raise forms.ValidationError(_("This must be a number.")) from None

    def rule(self) -> Coarser:
        """The rule that was typed."""
        return Coarser(Coarsening(self.cleaned_data["how"]), self.need(), self.cleaned_data["step"])


class ColumnForm(ReasonedForm):
    """Who sees a column, and who may search by it."""

    level = level_field(gettext_lazy("Who sees the values as they are"))
    search_level = level_field(gettext_lazy("Who may search, sort and group by it"))
    search_scope = scope_field(ONLY_WITH)
    is_listed = forms.BooleanField(
        label=gettext_lazy("Whoever does not see the column reads that it exists, and why it is not for them"),
        required=False,
    )

    def __init__(self, *args: Any, column: Column | None, coarser: Sequence[CoarserForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.column, self.coarser = column, coarser

    @property
    def name(self) -> str:
        return str(self.data.get(f"{self.part}-name", ""))

    def policy(self) -> ColumnPolicy:
        """The policy that was typed."""
        typed = self.cleaned_data
        search = Need(Level(typed["search_level"]), typed["search_scope"].strip())
        coarser = tuple(form.rule() for form in self.coarser)
        return ColumnPolicy(self.need(), coarser, search, typed["is_listed"], self.reason())


class RowRuleForm(ReasonedForm):
    """Rows that are only for some."""

    column = forms.ChoiceField(label=gettext_lazy("Column"), required=False, widget=forms.Select(SELECT))
    values = forms.CharField(
        label=gettext_lazy("Rows with one of these values"),
        help_text=gettext_lazy("One on each line."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({**AREA, "rows": 2, "spellcheck": "false"}),
    )
    level = level_field(gettext_lazy("Who sees these rows"))
    field_order = ("column", "values", "level", "scope")

    def __init__(self, *args: Any, known: Mapping[str, Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column: Any = self.fields["column"]
        kept = str(self.data.get(f"{self.part}-column", ""))
        column.choices = [(name, name) for name in dict.fromkeys([*known, *([kept] if kept else [])])]

    def rule(self) -> RowRule:
        """The rule that was typed."""
        lines = (line.strip() for line in self.cleaned_data["values"].splitlines())
        values = tuple(dict.fromkeys(filter(None, lines)))
        return RowRule(self.cleaned_data["column"], values, self.need(), self.reason())


class FilterForm(ReasonedForm):
    """Columns of which readers must say an exact value."""

    columns = forms.CharField(
        label=gettext_lazy("Readers must say an exact value of"),
        help_text=gettext_lazy("Names of columns, with commas between them."),
        required=False,
        max_length=2000,
        widget=forms.TextInput(WORD),
    )
    level = level_field(gettext_lazy("Who gets rows without that"))
    field_order = ("columns", "level", "scope")

    def rule(self) -> MandatoryFilter:
        """The rule that was typed."""
        names = (name.strip() for name in self.cleaned_data["columns"].split(","))
        return MandatoryFilter(tuple(dict.fromkeys(filter(None, names))), self.need(), self.reason())
