"""What is filled in to plan a shift, and to close a branch."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import Branch
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.models import Desk, Shift
from zenne.counters.planning.actions.plan_shifts import ShiftWish
from zenne.counters.planning.days import clock_of, day_of
from zenne.counters.planning.rules.weeks import MOST_WEEKS, WEEK
from zenne.counters.planning.stretches import Said, Stretch, stretch_of
from zenne.counters.planning.words import FIELDS, sentence_of
from zenne.workforce.public import StaffMember

SELECT: Final = {"class": "utrecht-select"}
DATE: Final = {"class": "utrecht-textbox", "type": "date"}
TIME: Final = {"class": "utrecht-textbox", "type": "time", "step": "300"}
ISO: Final = "%Y-%m-%d"
DATE_FORMS: Final = (ISO, "%d/%m/%Y", "%d.%m.%Y")
WRONG_DATE: Final = {"required": _("Write a date."), "invalid": _("Write a date, such as 24/12/2026.")}
WRONG_TIME: Final = {"required": _("Write a time."), "invalid": _("Write a time, such as 09:00.")}
BOTH, BOOKED, WALK_IN = "both", "appointments", "walk-ins"
FAR: Final = date(2100, 1, 1)
EARLY: Final = date(2000, 1, 1)


def a_date(label: Any, *, is_needed: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, as a browser or somebody without one writes it."""
    return forms.DateField(
        label=label,
        required=is_needed,
        help_text=help_text,
        input_formats=DATE_FORMS,
        widget=forms.DateInput(DATE, format=ISO),
        error_messages=WRONG_DATE,
    )


def a_time(label: Any, *, is_needed: bool = True, help_text: Any = "") -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(
        label=label,
        required=is_needed,
        help_text=help_text,
        widget=forms.TimeInput(TIME, format="%H:%M"),
        error_messages=WRONG_TIME,
    )


class ShiftForm(forms.Form):
    """Who is to be at which desk, when, for whom."""

    member = forms.ChoiceField(
        label=_("Colleague"), widget=forms.Select(SELECT), error_messages={"required": _("Choose a colleague.")}
    )
    desk = forms.ChoiceField(
        label=_("Desk"), widget=forms.Select(SELECT), error_messages={"required": _("Choose a desk.")}
    )
    day = a_date(_("Day"))
    begin = a_time(_("From"))
    end = a_time(_("Until"))
    takes = forms.ChoiceField(
        label=_("For whom"),
        choices=[
            (BOTH, _("Appointments and people without one")),
            (BOOKED, _("Appointments only")),
            (WALK_IN, _("People without an appointment only")),
        ],
        widget=forms.Select(SELECT),
    )

    def __init__(
        self, *args: Any, branch: Branch, members: Sequence[StaffMember], desks: Sequence[Desk], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = {member.key: member for member in members}
        self.desks = {str(desk.number): desk for desk in desks}
        here = [(member.key, member.name or member.key) for member in members if member.branch_id == branch.pk]
        away = [
            (member.key, f"{member.name or member.key} ({member.branch.name})")
            for member in members
            if member.branch_id != branch.pk
        ]
        self.choices_of("member").choices = [
            ("", _("Choose a colleague")),
            *([(_("At this branch"), here)] if here else []),
            *([(_("From other branches"), away)] if away else []),
        ]
        self.choices_of("desk").choices = [("", _("Choose a desk")), *((number, number) for number in self.desks)]

    def choices_of(self, name: str) -> Any:
        return self.fields[name]

    @staticmethod
    def of(shift: Shift, *, version: str) -> dict[str, Any]:
        """What the fields are for a shift that is planned."""
        takes = BOTH if shift.takes_appointments and shift.takes_walk_ins else None
        return {
            "member": shift.member.key,
            "desk": str(shift.desk.number),
            "day": day_of(shift.starts_at, version=version),
            "begin": clock_of(shift.starts_at, version=version),
            "end": clock_of(shift.ends_at, version=version),
            "takes": takes or (BOOKED if shift.takes_appointments else WALK_IN),
        }

    def clean_day(self) -> date:
        """Raises ValidationError for a day that no calendar has."""
        day: date = self.cleaned_data["day"]
        if not EARLY < day < FAR:
            raise forms.ValidationError(_("Write a date, such as 24/12/2026."))
        return day

    def wish(self) -> ShiftWish:
        """The shift of a form without mistakes."""
        said = self.cleaned_data
        return ShiftWish(
            member=self.members[said["member"]],
            desk=self.desks[said["desk"]],
            day=said["day"],
            begin=said["begin"],
            end=said["end"],
            takes_appointments=said["takes"] != WALK_IN,
            takes_walk_ins=said["takes"] != BOOKED,
        )

    def refuse(self, refused: ShiftRefused) -> None:
        """Show at its field what an action refuses."""
        self.add_error(FIELDS.get(refused.code), sentence_of(refused))


class NewShiftForm(ShiftForm):
    """A shift, once or every week."""

    until = a_date(
        _("Every week until"),
        is_needed=False,
        help_text=_("Leave it empty for one day. Days on which the branch is closed are left out."),
    )

    def clean(self) -> dict[str, Any]:
        """A repetition ends after its first day, within a year."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, until = cleaned.get("day"), cleaned.get("until")
        if day and until and until < day:
            self.add_error("until", _("This lies before the first day."))
        elif day and until and until - day >= MOST_WEEKS * WEEK:
            self.add_error("until", _("Plan a year ahead at most."))
        return cleaned


class ClosingForm(forms.Form):
    """When a branch closes: all of a day, or between two times."""

    day = a_date(_("On which day?"))
    begin = a_time(_("From"), is_needed=False, help_text=_("Leave it empty for the whole day, or from now on."))
    end = a_time(
        _("Until"),
        is_needed=False,
        help_text=_(
            "Leave it empty until the branch closes, also after midnight. A time before “From” is in the night after."
        ),
    )

    def __init__(self, *args: Any, branch: Branch, now: datetime, version: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.branch, self.now, self.version = branch, now, version
        self.today = day_of(now, version=version)
        self.stretch: Stretch | None = None

    def clean_day(self) -> date:
        """Raises ValidationError for a day that is over, or that no calendar has."""
        day: date = self.cleaned_data["day"]
        if day >= FAR:
            raise forms.ValidationError(_("Write a date, such as 24/12/2026."))
        if day < self.today:
            raise forms.ValidationError(_("This day is over."))
        return day

    def clean(self) -> dict[str, Any]:
        """Find out what is meant; it must still come."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self.stretch = stretch_of(Said(**cleaned), branch=self.branch, now=self.now, version=self.version)
            if self.stretch.end <= self.now:
                self.add_error("end", _("This time is over already."))
                self.stretch = None
        return cleaned
