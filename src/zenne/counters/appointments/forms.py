"""What people fill in to find and book a time."""

from datetime import time
from typing import TYPE_CHECKING, Any, Final, Self

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import branches, nearest_branches, service_names
from zenne.core.languages.public import written_clock
from zenne.counters.appointments.actions.ask_booking import LONGEST_CONTACT, LONGEST_NAME
from zenne.counters.appointments.actions.ask_wish import Suiting
from zenne.counters.appointments.slots import Order, Wanted
from zenne.counters.capacity.models import VisitType

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PARTS_OF_DAY: "Final[dict[str, tuple[StrOrPromise, time | None, time | None]]]" = {
    "": (_("Any time"), None, None),
    "morning": (_("In the morning"), None, time(12)),
    "afternoon": (_("In the afternoon"), time(12), time(17)),
    "evening": (_("After 17:00"), time(17), None),
}
ORDERS: "Final[dict[str, StrOrPromise]]" = {
    Order.SOONEST: _("The soonest first"),
    Order.NEAREST: _("The nearest first"),
    Order.EVENING: _("Evenings first"),
}
DISTANCES: "Final[dict[str, StrOrPromise]]" = {
    "": _("Any distance"),
    "1000": _("At most 1 km"),
    "3000": _("At most 3 km"),
    "5000": _("At most 5 km"),
    "10000": _("At most 10 km"),
}
"""In metres, as the crow flies."""
STEPS: "Final[dict[str, StrOrPromise]]" = {
    VisitType.Step.APPLY: _("To apply"),
    VisitType.Step.COLLECT: _("To collect"),
}
MOST_PEOPLE: Final = 12
SLOTS_ON_A_PAGE: Final = 48


class SearchForm(forms.Form):
    """What, for how many, in which language, where and when."""

    service = forms.ChoiceField(
        error_messages={
            "required": _("Choose what you come for."),
            "invalid_choice": _("For this you cannot make an appointment. Choose what you come for."),
        }
    )
    step = forms.ChoiceField(required=False, choices=[("", ""), *STEPS.items()])
    people = forms.IntegerField(
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        error_messages={
            "invalid": _("Write a number of people."),
            "max_value": _("So many people cannot come at once."),
        },
    )
    language = forms.ChoiceField(required=False)
    branch = forms.ChoiceField(required=False, error_messages={"invalid_choice": _("There is no such branch.")})
    street = forms.CharField(required=False, max_length=100)
    within = forms.ChoiceField(required=False, choices=list(DISTANCES.items()))
    day = forms.DateField(required=False, error_messages={"invalid": _("Write a date, such as 24/12/2026.")})
    part = forms.ChoiceField(required=False, choices=[(code, words[0]) for code, words in PARTS_OF_DAY.items()])
    order = forms.ChoiceField(required=False, choices=list(ORDERS.items()))

    def __init__(self, *args: Any, version: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.visits = bookable_visits()
        self.near: tuple[float, float] | None = None
        self.choices_of("service").choices = services_to_choose(version, self.visits)
        self.choices_of("branch").choices = [("", _("Any branch")), *branches_to_choose(version)]
        self.choices_of("language").choices = [("", _("Any language")), *languages_to_choose(version)]

    @classmethod
    def begun(cls, chosen: dict[str, str], *, version: str) -> Self:
        """With what a link chose already: of a service in two steps the first one, and of an unknown one a mistake."""
        service = chosen.get("service", "")
        form = cls(version=version, initial={"step": VisitType.Step.APPLY, **chosen})
        if service and service not in {slug for slug, _step in form.visits}:
            return cls(chosen, version=version)
        if (service, VisitType.Step.APPLY) not in form.visits:
            form.initial.pop("step")
        return form

    def choices_of(self, name: str) -> Any:
        return self.fields[name]

    def clean_street(self) -> str:
        """Where it is, too. Raises ValidationError for a street that the city does not have."""
        typed = str(self.cleaned_data["street"]).strip()
        if typed:
            found = nearest_branches(street=typed, version=self.version)
            street = found.street or next(iter(found.alternatives), None)
            if street is None:
                raise forms.ValidationError(_("This city has no street with this name."))
            self.near = (street.latitude, street.longitude)
        return typed

    def clean(self) -> dict[str, Any]:
        """A service in two steps needs one of them; the nearest, and a distance, need a street."""
        cleaned: dict[str, Any] = self.cleaned_data
        visit = self.visit
        if "service" in cleaned and visit is None:
            self.add_error("step", _("Say whether you come to apply or to collect."))
        if visit is not None and (cleaned.get("people") or 1) > visit.most_people:
            self.add_error("people", _("For this, so many people cannot come at once."))
        needs_street = cleaned.get("order") == Order.NEAREST or cleaned.get("within")
        if needs_street and self.near is None and "street" not in self.errors:
            self.add_error("street", _("Write your street, so that we know what is near."))
        return cleaned

    @property
    def visit(self) -> VisitType | None:
        """What they come for; None when that is not said. A step of a service that has none says nothing."""
        service, step = self.cleaned_data.get("service") or "", self.cleaned_data.get("step") or VisitType.Step.WHOLE
        return self.visits.get((service, step)) or self.visits.get((service, VisitType.Step.WHOLE))

    def wanted(self) -> Wanted:
        """The search of a form without mistakes."""
        said = self.cleaned_data
        _words, after, before = PARTS_OF_DAY[said["part"]]
        assert self.visit is not None  # noqa: S101 - without one it has a mistake
        return Wanted(
            self.visit,
            people=said["people"] or 1,
            language=said["language"],
            branches=(said["branch"],) if said["branch"] else (),
            near=self.near,
            within_metres=float(said["within"]) if said["within"] else None,
            first_day=said["day"],
            after=after,
            before=before,
            order=Order(said["order"] or Order.SOONEST),
            limit=SLOTS_ON_A_PAGE,
        )


HOURS: Final = tuple(range(7, 22))


class WishForm(forms.Form):
    """When and where somebody would come; ``contact`` and ``name`` only of whoever has no appointment."""

    branches = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": _("There is no such branch.")}
    )
    first_day = forms.DateField(required=False, error_messages={"invalid": _("Write a date, such as 24/12/2026.")})
    last_day = forms.DateField(required=False, error_messages={"invalid": _("Write a date, such as 24/12/2026.")})
    after = forms.TypedChoiceField(required=False, coerce=time.fromisoformat, empty_value=None)
    before = forms.TypedChoiceField(required=False, coerce=time.fromisoformat, empty_value=None)
    contact = forms.CharField(
        max_length=LONGEST_CONTACT,
        error_messages={"required": _("Write your e-mail address, or a telephone number.")},
    )
    name = forms.CharField(max_length=LONGEST_NAME, required=False)

    def __init__(self, *args: Any, version: str, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["contact"], self.fields["name"]
        clocks = [("", _("Any time")), *((f"{hour:02}:00", written_clock(time(hour))) for hour in HOURS)]
        chosen: Any = self.fields
        chosen["branches"].choices = branches_to_choose(version)
        chosen["after"].choices = chosen["before"].choices = clocks

    def suiting(self) -> Suiting:
        """What a form without mistakes says."""
        said = self.cleaned_data
        return Suiting(tuple(said["branches"]), said["first_day"], said["last_day"], said["after"], said["before"])


class DetailsForm(forms.Form):
    """Who comes."""

    contact = forms.CharField(
        max_length=LONGEST_CONTACT,
        error_messages={"required": _("Write your e-mail address, or a telephone number.")},
    )
    name = forms.CharField(max_length=LONGEST_NAME, required=False)


def bookable_visits() -> dict[tuple[str, str], VisitType]:
    """The visits that can be booked, by slug of the service and step."""
    rows = VisitType.objects.filter(retired_at=None, by_appointment=True, service__retired_at=None)
    return {(visit.service.slug, visit.step): visit for visit in rows.select_related("service")}


def services_to_choose(version: str, visits: dict[tuple[str, str], VisitType]) -> list[tuple[str, str]]:
    """Slugs and names of services, in the order of the alphabet."""
    slugs = {slug for slug, _step in visits}
    language = get_language() or "en"
    named = [
        (slug, name.name.shown_in(language).text) for slug, name in service_names(version).items() if slug in slugs
    ]
    return sorted(named, key=lambda each: each[1].casefold())


def branches_to_choose(version: str) -> list[tuple[str, str]]:
    """Slugs and names of branches."""
    language = get_language() or "en"
    return [(branch.slug, branch.name.shown_in(language).text) for branch in branches(version)]


def languages_to_choose(version: str) -> list[tuple[str, str]]:
    """The languages that are spoken at some branch, by name."""
    spoken = {code for branch in branches(version) for code in branch.languages}
    names = Locale.parse(get_language() or "en").languages
    return sorted(((code, names.get(code, code)) for code in spoken), key=lambda each: each[1].casefold())
