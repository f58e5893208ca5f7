"""What a steward fills in about who may see a data set."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zenne.core.languages.public import Translated
from zenne.dataportal.forms.description import BOX, SLUG, Described
from zenne.dataportal.forms.protection_parts import reason_field
from zenne.dataportal.models import Dataset
from zenne.dataportal.rules.descriptions import Fault
from zenne.dataportal.words.labels import LEVELS, fault_words


class AccessForm(Described):
    """Who may see a data set, who may know that it is there, and why."""

    level = forms.ChoiceField(
        label=_("Who may see it"), choices=[(level.value, words) for level, words in LEVELS.items()],
        widget=forms.RadioSelect,
    )  # fmt: skip
    scope = forms.CharField(
        label=_("Only with this right"),
        help_text=_("The name of a right that comes with a profile; empty for all who may see it."),
        required=False,
        max_length=60,
        validators=[SLUG],
        widget=forms.TextInput({**BOX, "list": "scopes", "autocomplete": "off", "spellcheck": "false"}),
    )
    is_listed = forms.BooleanField(label=_("Others see that it exists, and why it is not for them"), required=False)

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code in languages:
            self.fields[f"reason_{code}"] = reason_field(code)

    @classmethod
    def of(cls, dataset: Dataset, languages: Sequence[str], *, seen: str) -> "AccessForm":
        """The form as it stands now."""
        reasons = {f"reason_{code}": dataset.reason.get(code, "") for code in languages}
        columns = {name: getattr(dataset, name) for name in ("level", "scope", "is_listed")}
        return cls(initial={**columns, **reasons, "seen": seen}, languages=languages)

    def refuse(self, faults: Mapping[str, Fault]) -> None:
        """Show the faults; a missing reason at each language that has none."""
        super().refuse({name: fault for name, fault in faults.items() if name != "reason"})
        if "reason" in faults:
            for code in self.languages:
                if not self.cleaned_data.get(f"reason_{code}", "").strip():
                    self.add_error(f"reason_{code}", fault_words(faults["reason"]))

    def changes(self) -> dict[str, Any]:
        """The columns of the data set with what was typed."""
        typed = self.cleaned_data
        reason = Translated((code, typed[f"reason_{code}"].strip()) for code in self.languages)
        return {**{name: typed[name] for name in ("level", "scope", "is_listed")}, "reason": reason}
