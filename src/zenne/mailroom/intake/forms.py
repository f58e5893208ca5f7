"""What people fill in to write to the city."""

import uuid
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import service_names
from zenne.mailroom.intake.actions.take_letter import LONGEST_NAME, LONGEST_SUBJECT, LONGEST_TEXT, Written
from zenne.mailroom.intake.errors import LetterRefused
from zenne.mailroom.intake.files import FilesField, SeveralFiles, sent_files
from zenne.mailroom.intake.wording import FIELDS, sentence

ROWS: Final = 10
SELECT: Final = {"class": "utrecht-select"}


class LetterForm(forms.Form):
    """Who writes, about what, and what they say."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    subject = forms.CharField(
        label=_("What is it about?"),
        help_text=_("A few words."),
        max_length=LONGEST_SUBJECT,
        error_messages={"required": sentence("no-subject")},
    )
    service = forms.ChoiceField(
        widget=forms.Select(SELECT),
        label=_("Which service is it for?"),
        help_text=_("If you do not know, leave it open. We find out."),
        required=False,
    )
    text = forms.CharField(
        label=_("Your question or message"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": ROWS, "class": "utrecht-textbox z-textarea"}),
        error_messages={"required": sentence("no-text")},
    )
    attachments = FilesField(
        label=_("Files"),
        help_text=_("Up to five files of at most 10 MB each, together at most 15 MB. You can choose several at once."),
        required=False,
        widget=SeveralFiles({"class": "z-file"}),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=LONGEST_NAME, error_messages={"required": sentence("no-name")}
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("To this address we send the answer."),
        max_length=254,
        widget=forms.EmailInput,
        error_messages={"required": sentence("wrong-email")},
    )

    def __init__(self, *args: Any, version: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["service"].choices = [("", _("I do not know, or another")), *services_to_choose(version)]
        chosen["service"].error_messages = {"invalid_choice": sentence("unknown-service")}
        for name in ("subject", "name", "email"):
            self.fields[name].widget.attrs["class"] = "utrecht-textbox"
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def written(self) -> Written:
        """What a form without mistakes says. Raises LetterRefused: its files are too many, or too large."""
        said = self.cleaned_data
        return Written(
            key=said["key"],
            name=said["name"],
            email=said.get("email", ""),
            subject=said["subject"],
            text=said["text"],
            service=said["service"],
            language=said.get("language") or get_language() or "",
            files=sent_files(said["attachments"]),
        )

    @property
    def had_files(self) -> bool:
        """Whether files were sent: a browser shows them no more when the page comes back."""
        return bool(self.files)

    def refuse(self, refused: LetterRefused) -> None:
        """Say at its field why no letter can be made of it."""
        self.add_error(FIELDS.get(refused.code), sentence(refused.code))


def services_to_choose(version: str) -> list[tuple[str, str]]:
    """Slugs and names of services, in the order of the alphabet."""
    language = get_language() or "en"
    named = [(slug, service.name.shown_in(language).text) for slug, service in service_names(version).items()]
    return sorted(named, key=lambda each: each[1].casefold())
