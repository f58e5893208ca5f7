"""What is filled in about a colleague."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zenne.accounts.public import Team
from zenne.catalogue.public import Branch, branches, city
from zenne.workforce.errors import ColleagueRefused
from zenne.workforce.languages import code_of, names_in, nearest_name
from zenne.workforce.models import StaffMember
from zenne.workforce.queries import teams_to_choose
from zenne.workforce.rules.staff_file import several_names
from zenne.workforce.saving import LONGEST_NAME, LONGEST_NUMBER, Wanted
from zenne.workforce.service_groups import ServiceGroup, service_groups
from zenne.workforce.words import sentence_of

BOX: Final = {"class": "utrecht-textbox", "autocomplete": "off"}
MOST_LANGUAGES: Final = 20
LARGEST_FILE_BYTES: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to tick: what is sent, what is shown, whether it is ticked."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class GroupOfChoices:
    """The services of a team, to tick."""

    key: str
    words: str
    is_whole: bool
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        return sum(choice.is_chosen for choice in self.choices)


class ColleagueForm(forms.Form):
    """A colleague: name, place, account, languages, services."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As colleagues call them. Residents never see it."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(BOX),
        error_messages={"required": _("Write a name.")},
    )
    branch = forms.ChoiceField(label=_("Branch"), widget=forms.Select({"class": "utrecht-select"}))
    team = forms.ChoiceField(label=_("Team"), required=False, widget=forms.Select({"class": "utrecht-select"}))
    account = forms.EmailField(
        label=_("E-mail address of their account"),
        help_text=_("If they have signed in once. With it they can open a desk; it gives no further rights."),
        required=False,
        widget=forms.EmailInput(BOX),
        error_messages={"invalid": _("Write an e-mail address, such as name@example.org.")},
    )
    staff_number = forms.CharField(
        label=_("Staff number"),
        help_text=_("If your city has one. A file of colleagues knows them again by it."),
        max_length=LONGEST_NUMBER,
        required=False,
        widget=forms.TextInput(BOX),
    )
    languages = forms.MultipleChoiceField(required=False)
    other_languages = forms.CharField(
        label=_("Other languages"),
        help_text=_("Their names, with commas between them: Turkish, Romanian."),
        max_length=400,
        required=False,
        widget=forms.TextInput(BOX),
    )
    whole_groups = forms.MultipleChoiceField(required=False)
    services = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, version: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups: Sequence[ServiceGroup] = service_groups(version)
        self.places = {branch.slug: branch for branch in branches(version)}
        self.teams = {team.key: team for team in teams_to_choose()}
        self.codes = usual_languages(version)
        self.choices_of("branch").choices = [("", _("Choose a branch")), *named(self.places)]
        self.choices_of("team").choices = [("", _("No team")), *named(self.teams)]
        self.choices_of("languages").choices = [(code, code) for code in self.codes]
        self.choices_of("whole_groups").choices = [(group.key, group.key) for group in self.groups]
        self.choices_of("services").choices = [
            (service.slug, service.slug) for group in self.groups for service in group.services
        ]

    def choices_of(self, name: str) -> Any:
        return self.fields[name]

    @classmethod
    def of(cls, member: StaffMember, known: Iterable[int], *, version: str) -> "ColleagueForm":
        """The form as it is known now."""
        usual, numbers = usual_languages(version), set(known)
        names = names_in(get_language() or "en")
        others = [names.get(code, code) for code in member.languages if code not in usual]
        return cls(
            version=version,
            initial={
                "name": member.name,
                "branch": member.branch.slug,
                "team": member.team.key if member.team else "",
                "account": (member.person.email or "") if member.person else "",
                "staff_number": member.staff_number,
                "languages": [code for code in member.languages if code in usual],
                "other_languages": ", ".join(others),
                "services": [
                    each.slug for group in service_groups(version) for each in group.services if each.pk in numbers
                ],
            },
        )

    def clean_other_languages(self) -> list[str]:
        """Their codes. Raises ValidationError for a word that is no language, with the one that looks like it."""
        words = several_names(str(self.cleaned_data["other_languages"]))[:MOST_LANGUAGES]
        codes = {word: code_of(word) for word in words}
        for word in (word for word, code in codes.items() if code is None):
            near = nearest_name(word)
            said = {"word": word[:60], "near": near}
            raise forms.ValidationError(
                _("We know no language “%(word)s”. Do you mean %(near)s?")
                if near
                else _("We know no language “%(word)s”."),
                params=said,
            )
        return [code for code in codes.values() if code]

    def clean(self) -> dict[str, Any]:
        """Somebody speaks at least one language."""
        cleaned: dict[str, Any] = self.cleaned_data
        is_readable = "languages" not in self.errors and "other_languages" not in self.errors
        if is_readable and not (cleaned.get("languages") or cleaned.get("other_languages")):
            self.add_error("languages", _("Choose at least one language."))
        return cleaned

    def wanted(self) -> Wanted:
        """The colleague of a form without mistakes."""
        said = self.cleaned_data
        whole, single = set(said["whole_groups"]), set(said["services"])
        return Wanted(
            name=" ".join(said["name"].split()),
            branch=self.places[said["branch"]],
            team=self.teams.get(said["team"]),
            languages=tuple(dict.fromkeys([*said["languages"], *said["other_languages"]])),
            services=frozenset(
                service.pk
                for group in self.groups
                for service in group.services
                if group.key in whole or service.slug in single
            ),
            account=said["account"],
            staff_number=said["staff_number"],
        )

    def refuse(self, refused: ColleagueRefused) -> None:
        """Show at its field what an action refuses."""
        self.add_error(refused.field, sentence_of(refused))

    def language_choices(self) -> list[Choice]:
        """The languages of the city and its branches, to tick."""
        chosen, names = set(self["languages"].value() or ()), names_in(get_language() or "en")
        return [Choice(code, names.get(code, code), code in chosen) for code in self.codes]

    def service_choices(self) -> list[GroupOfChoices]:
        """What they can help with, to tick, by team."""
        chosen, whole = set(self["services"].value() or ()), set(self["whole_groups"].value() or ())
        return [
            GroupOfChoices(
                group.key,
                str(group.name),
                group.key in whole,
                tuple(Choice(each.slug, str(each.name), each.slug in chosen) for each in group.services),
            )
            for group in self.groups
        ]


class FileForm(forms.Form):
    """A file of colleagues."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput({"class": "z-file", "accept": ".csv,text/csv,text/plain"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )

    def clean_file(self) -> bytes:
        """What is in it. Raises ValidationError for a file that cannot be a list of colleagues."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE_BYTES:
            raise forms.ValidationError(_("This file is too large for a list of colleagues."))
        return bytes(file.read())


def named(things: "dict[str, Branch] | dict[str, Team]") -> list[tuple[str, str]]:
    """Slugs with the names of things, to choose from."""
    return [(slug, str(thing.name)) for slug, thing in things.items()]


def usual_languages(version: str) -> list[str]:
    """The languages of the city and of its branches, the city's own first."""
    own = city(version)
    spoken = sorted({code for branch in branches(version) for code in branch.languages})
    return list(dict.fromkeys([*(own.languages if own else ()), *spoken]))
