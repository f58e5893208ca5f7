"""What those who answer letters fill in."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zenne.accounts.public import Person, Team
from zenne.core.languages.public import language_name
from zenne.mailroom.answers.actions.ask_colleague import LONGEST_NOTE
from zenne.mailroom.answers.actions.check_answer import LONGEST_REMARK
from zenne.mailroom.answers.actions.save_answer import LONGEST_ANSWER, Wording
from zenne.mailroom.answers.actions.split_letter import LONGEST_QUESTION, SecondQuestion
from zenne.mailroom.answers.colleagues import languages_of
from zenne.mailroom.desk.further_texts import FurtherText
from zenne.mailroom.desk.queries import teams_to_choose
from zenne.mailroom.intake.forms import SELECT, LetterForm, services_to_choose
from zenne.mailroom.letters.models import Letter
from zenne.workforce.public import language_names

FURTHER: Final = "text_"
"""Before the code of a language: the field of the same answer in that one."""
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

    is_looked_at = forms.BooleanField(label=_("I have read the translation, and it says what I mean."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in dict(settings.LANGUAGES):
            attributes = {"rows": 12, "class": "utrecht-textbox z-textarea", "lang": code}
            self.fields[FURTHER + code] = forms.CharField(
                required=False, max_length=LONGEST_ANSWER, widget=forms.Textarea(attributes)
            )
        self.offered: list[forms.BoundField] = []

    def offer(self, further: Iterable[FurtherText]) -> None:
        """Ask for the same answer in these languages as well."""
        for each in further:
            field, language = self.fields[FURTHER + each.language], language_name(each.language)
            field.initial = each.text
            field.label = _("The same answer in %(language)s") % {"language": language}
            field.help_text = (
                _("For %(people)s. If you leave it empty, they get the first text.")
                % {"people": ", ".join(each.readers)}
                if each.readers
                else _("Nobody who gets this answer reads this language, so this text is not sent.")
            )
            self.offered.append(self[FURTHER + each.language])

    def wording(self) -> Wording:
        """What a form without mistakes says; a language for which it has no field stays as it is."""
        said = {name: self.cleaned_data[name] for name in AnswerForm.base_fields if name in Wording.__slots__}
        further = {
            code: self.cleaned_data[FURTHER + code] for code in dict(settings.LANGUAGES) if FURTHER + code in self.data
        }
        return Wording(**said, further=further)


class TypedForm(AnswerForm):
    """An answer that somebody is writing, on a page that was read at some moment."""

    read_at = forms.DateTimeField()


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


class AskForm(forms.Form):
    """Whom to ask about a letter, and what."""

    asked = forms.CharField(
        label=_("Whom do you ask?"),
        widget=forms.Select(SELECT),
        error_messages={"required": _("Choose a colleague or a team.")},
    )
    note = forms.CharField(
        label=_("What do you want to know?"),
        help_text=_("Only colleagues see it. The writer gets it only if they ask for a copy of their data."),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Write your question.")},
        widget=forms.Textarea(attrs={"rows": 4, "class": "utrecht-textbox z-textarea"}),
    )

    def offer(self, people: Iterable[Person], teams: Iterable[Team], *, language: str) -> None:
        """Let the reader choose among these; those who speak the language of the letter stand by themselves."""
        shown = [(each.key, shown_colleague(each), language in languages_of(each)) for each in people]
        speaking = _("Colleagues who speak %(language)s") % {"language": ", ".join(language_names([language]))}
        widget: Any = self.fields["asked"].widget
        groups = [
            (_("Teams"), [(f"team:{each.key}", str(each)) for each in teams]),
            (speaking, [(key, words) for key, words, speaks in shown if speaks]),
            (_("Colleagues"), [(key, words) for key, words, speaks in shown if not speaks]),
        ]
        widget.choices = [("", "—"), *((title, choices) for title, choices in groups if choices)]


def shown_colleague(person: Person) -> str:
    """Their name, with the languages in which they help people."""
    spoken = ", ".join(language_names(languages_of(person)))
    return f"{person.shown_name} ({spoken})" if spoken else person.shown_name


class TellForm(forms.Form):
    """What somebody says to a colleague who asked."""

    note = forms.CharField(
        label=_("Your answer to your colleague"),
        help_text=_("Only colleagues see it. The writer gets it only if they ask for a copy of their data."),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Write your answer.")},
        widget=forms.Textarea(attrs={"rows": 6, "class": "utrecht-textbox z-textarea"}),
    )


class LinkForm(forms.Form):
    """A kind of record, and the reference that people know one by."""

    kind = forms.CharField(max_length=30)
    reference = forms.CharField(max_length=200, error_messages={"required": _("Type the code.")})


class UnlinkForm(forms.Form):
    """Which link is taken away."""

    link = forms.IntegerField(min_value=0, max_value=2**63 - 1)


class MergeForm(forms.Form):
    """Into which letter another one is put."""

    into = forms.UUIDField()
    both_see = forms.BooleanField(required=False)


class SplitForm(HandOverForm):
    """A second question, and who answers it."""

    question = forms.CharField(
        label=_("What is the second question?"),
        help_text=_("A few words. The writer reads them in the message that they get about it."),
        max_length=LONGEST_QUESTION,
        error_messages={"required": _("Say in a few words what the second question is.")},
        widget=forms.TextInput(attrs={"class": "utrecht-textbox"}),
    )
    how = forms.ChoiceField(
        label=_("What becomes of the letter?"),
        choices=[
            ("stays", _("It asks two things: it stays here as well")),
            ("goes", _("It goes along: what is left here is about something else")),
        ],
        initial="stays",
        widget=forms.RadioSelect,
    )
    field_order = ("question", "how", "service", "team")

    def __init__(self, *args: Any, has_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].label = _("What the second question is about")
        self.fields["service"].help_text = _("Without a service and a team, it stays with the team of the letter.")
        if not has_others:
            del self.fields["how"]

    def second(self) -> SecondQuestion:
        """What a form without mistakes says."""
        said = self.cleaned_data
        return SecondQuestion(said["question"], said["team"], said["service"], said.get("how") == "goes")


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
