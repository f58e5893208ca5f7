"""What stewards fill in to load a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zenne.dataportal.actions.receive_url import Repeated
from zenne.dataportal.forms.description import BOX, LONG_ENOUGH, SELECT, SLUG, TABLE_NAME, line, require_free_name
from zenne.dataportal.ingest.fetching import LONGEST_URL, checked_url
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.wording import problem_text
from zenne.dataportal.models import LONGEST_SHEET, Feed, Load, Table
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.words.labels import LEVELS, PERIODS, WAYS_OF_FILES


class UploadForm(forms.Form):
    """A file, and where its rows go."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, Excel, JSON, GeoJSON, GeoPackage, Parquet, or timetables as GTFS."),
        required=False,
        error_messages={"empty": _("This file is empty.")},
        widget=forms.ClearableFileInput({"class": "z-file"}),
    )
    url = forms.CharField(
        label=_("Or the address of a file"),
        help_text=_("It begins with https:// and can be reached by everybody."),
        required=False,
        max_length=LONGEST_URL,
        widget=forms.URLInput({**BOX, "autocomplete": "off", "spellcheck": "false"}),
    )
    repeat = forms.ChoiceField(
        label=_("How often it is fetched from the address"),
        choices=[("", _("Once, now")), *PERIODS.items()],
        required=False,
        widget=forms.Select(SELECT),
    )
    at = forms.TimeField(
        label=_("At what time, when it is every day"),
        required=False,
        widget=forms.TimeInput({**BOX, "type": "time"}, "%H:%M"),
    )
    dataset = forms.CharField(
        label=_("Name of the data set in addresses"),
        help_text=_("For example trees. When there is none of this name, it is made."),
        max_length=80,
        validators=[SLUG, require_free_name],
        widget=forms.TextInput({**BOX, "list": "datasets", "autocomplete": "off", "spellcheck": "false"}),
    )
    title = line(
        _("Title of a new data set"),
        help_text=_("You can describe it in every language later."),
        validators=[LONG_ENOUGH],
    )
    table = forms.CharField(
        label=_("Name of the table"),
        help_text=_("Empty: the same as the data set."),
        required=False,
        max_length=80,
        validators=[TABLE_NAME],
        widget=forms.TextInput({**BOX, "autocomplete": "off", "spellcheck": "false"}),
    )
    sheet = forms.CharField(
        label=_("Which sheet of an Excel file"),
        help_text=_("Its name. Empty: the first that has a table."),
        required=False,
        max_length=LONGEST_SHEET,
        widget=forms.TextInput({**BOX, "autocomplete": "off", "spellcheck": "false"}),
    )
    level = forms.ChoiceField(
        label=_("Who may see a new data set"),
        choices=[(level.value, words) for level, words in LEVELS.items()],
        initial=Level.OFFICIAL.value,
        widget=forms.RadioSelect,
    )
    way = forms.ChoiceField(
        label=_("What happens to the rows that are there"),
        choices=list(WAYS_OF_FILES.items()),
        initial=Load.Way.REPLACE.value,
        widget=forms.RadioSelect,
    )

    @property
    def shown_fields(self) -> list[Any]:
        return list(self)

    def clean_url(self) -> str:
        """An address that may be called."""
        url = str(self.cleaned_data["url"])
        if url:
            try:
                checked_url(url)
            except CannotLoad as error:
                raise forms.ValidationError(problem_text(error.code, error.details)) from None
        return url

    def clean(self) -> dict[str, Any]:
        """A file or an address, not both; a time for every day."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"file", "url"} & set(self.errors):
            if not typed.get("file") and not typed.get("url"):
                self.add_error("file", _("Choose a file, or write the address of one."))
            elif typed.get("file") and typed.get("url"):
                self.add_error("url", _("Choose a file or write an address, not both."))
        if typed.get("repeat") and not typed.get("url") and not self.errors:
            self.add_error("repeat", _("Only what has an address can be fetched again."))
        if typed.get("repeat") == Feed.Period.DAILY and not typed.get("at") and "at" not in self.errors:
            self.add_error("at", _("Write a time such as 05:30."))
        return typed

    @property
    def repeated(self) -> Repeated | None:
        """How often it is fetched again."""
        typed = self.cleaned_data
        if not typed["repeat"]:
            return None
        period = Feed.Period(typed["repeat"])
        return Repeated(period, typed["at"] if period is Feed.Period.DAILY else None)

    @classmethod
    def into(cls, table: Table | None) -> "UploadForm":
        """The form for a table that is there, or for a new one."""
        if table is None:
            return cls()
        return cls(initial={"dataset": table.dataset.slug, "table": table.name, "level": table.dataset.level})
