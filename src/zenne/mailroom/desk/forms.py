"""What those who answer letters fill in."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zenne.mailroom.answers.actions.check_answer import LONGEST_REMARK
from zenne.mailroom.answers.actions.save_answer import LONGEST_ANSWER, Wording
from zenne.mailroom.desk.queries import teams_to_choose
from zenne.mailroom.intake.forms import SELECT, LetterForm, services_to_choose
from zenne.mailroom.letters.models import Letter

BY_HAND: Final = (Letter.Channel.PHONE, Letter.Channel.PAPER)


class AnswerForm(forms.Form):
    """The answer of a team."""

    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 12, "class": "utrecht-textbox z-textarea"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the answer"), choices=settings.LANGUAGES, widget=forms.Select(SELECT)
    )
    signed_by = forms.CharField(
        label=_("Name below the answer"),
        help_text=_("The name of the team follows by itself."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "utrecht-textbox"}),
    )
    asks_back = forms.BooleanField(
        label=_("We need something from the writer first: the clock stops until they answer"), required=False
    )

    def wording(self) -> Wording:
        """What a form without mistakes says."""
        return Wording(**self.cleaned_data)


class CheckForm(forms.Form):
    """What somebody thinks of an answer of a colleague."""

    answer = forms.UUIDField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("What do you think of the answer?"),
        choices=[("fine", _("Right and clear")), ("different", _("Something should be different"))],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Remark"),
        help_text=_("The team reads it with the letter. Say what is good, or what should be different."),
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 5, "class": "utrecht-textbox z-textarea"}),
    )

    def said(self) -> dict[str, Any]:
        """What a form without mistakes says."""
        said = self.cleaned_data
        return {"answer": said["answer"], "is_fine": said["verdict"] == "fine", "remark": said["remark"]}


class HandOverForm(forms.Form):
    """To which team, and about what."""

    team = forms.ChoiceField(label=_("Team"), required=False, widget=forms.Select(SELECT))
    service = forms.ChoiceField(
        label=_("What the letter is about"),
        widget=forms.Select(SELECT),
        help_text=_("Without a team, the letter goes to the team of this service."),
        required=False,
    )

    def __init__(self, *args: Any, version: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["team"].choices = [("", "—"), *((each.key, str(each)) for each in teams_to_choose())]
        chosen["service"].choices = [("", "—"), *services_to_choose(version)]


class NoteForm(LetterForm):
    """A letter on paper, or what somebody said on the telephone."""

    channel = forms.ChoiceField(
        label=_("How it came"), choices=[(each, each.label) for each in BY_HAND], widget=forms.Select(SELECT)
    )
    language = forms.ChoiceField(
        label=_("Language of the answer"), choices=settings.LANGUAGES, widget=forms.Select(SELECT)
    )
    field_order = ("channel", "subject", "service", "text", "attachments", "name", "email", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["name"].label = _("Name of the writer")
        self.fields["email"].label = _("E-mail address of the writer")
        self.fields["email"].help_text = _(
            "Leave it empty if they have none; then write how to reach them in the text."
        )
        self.fields["text"].label = _("What they say")
