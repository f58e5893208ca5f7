"""What is filled in to make profiles and to give them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final

from babel import Locale
from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from zenne.core.languages.public import Translated
from zenne.dataportal.forms.description import BOX
from zenne.dataportal.forms.protection_parts import WORD
from zenne.dataportal.models import Profile
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.rules.profiles import ProfileFault, WantedProfile
from zenne.dataportal.words.protection import OPENS, profile_fault_words

SCOPES_HELP: Final = gettext_lazy(
    "Names with commas between them. What a right opens is said at the tables that ask for it."
)


class RefusableForm(forms.Form):
    """A form that shows at its fields what an action refuses."""

    def refuse(self, faults: Mapping[str, ProfileFault]) -> None:
        """Show the faults."""
        for name, fault in faults.items():
            self.add_error(name if name in self.fields else None, profile_fault_words(fault))


class ProfileForm(RefusableForm):
    """A profile: a title in each language, a level, and rights."""

    slug = forms.CharField(
        label=gettext_lazy("Name of the profile"),
        help_text=gettext_lazy("Short, for example housing-research."),
        required=False,
        max_length=60,
        widget=forms.TextInput(WORD),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("What it opens"), choices=list(OPENS.items()), widget=forms.RadioSelect
    )
    scopes = forms.CharField(
        label=gettext_lazy("Rights"),
        help_text=SCOPES_HELP,
        required=False,
        max_length=2000,
        widget=forms.TextInput({**WORD, "list": "scopes"}),
    )

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        names = Locale.parse(get_language() or "en").languages
        for code in languages:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": names.get(code, code)},
                required=False,
                max_length=200,
                widget=forms.TextInput({**BOX, "lang": code}),
            )
        self.order_fields(["slug", *(f"title_{code}" for code in languages)])

    @classmethod
    def of(cls, profile: Profile, languages: Sequence[str]) -> "ProfileForm":
        """The form of a profile as it stands now."""
        titles = {f"title_{code}": profile.title.get(code, "") for code in languages}
        facts = {"slug": profile.slug, "level": profile.level, "scopes": ", ".join(profile.scopes)}
        return cls(initial={**titles, **facts}, languages=languages)

    def refuse(self, faults: Mapping[str, ProfileFault]) -> None:
        """Show the faults; a missing title at the first language."""
        super().refuse(
            {f"title_{self.languages[0]}" if name == "title" else name: each for name, each in faults.items()}
        )

    def wanted(self) -> WantedProfile:
        """The profile that was typed."""
        typed = self.cleaned_data
        scopes = (each.strip() for each in typed["scopes"].split(","))
        return WantedProfile(
            typed["slug"].strip(),
            Translated((code, typed[f"title_{code}"].strip()) for code in self.languages),
            Level(typed["level"]),
            tuple(dict.fromkeys(filter(None, scopes))),
        )


class GrantForm(RefusableForm):
    """A profile for somebody."""

    profile = forms.ChoiceField(label=gettext_lazy("Profile"), widget=forms.Select({"class": "utrecht-select"}))
    who = forms.CharField(
        label=gettext_lazy("E-mail address or API key"),
        help_text=gettext_lazy(
            "Of a key only the beginning, as its owner sees it: zenne_ and eight letters or digits."
        ),
        required=False,
        max_length=254,
        widget=forms.TextInput(WORD),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day (may be empty)"),
        required=False,
        widget=forms.DateInput({**BOX, "type": "date"}, "%Y-%m-%d"),
    )

    def __init__(self, *args: Any, profiles: Sequence[Profile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile: Any = self.fields["profile"]
        profile.choices = [(each.slug, str(each.title) or each.slug) for each in profiles]

    def ends_at(self) -> datetime | None:
        """The end of the last day in the city's time."""
        day = self.cleaned_data["ends_on"]
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None
