"""What those who write ready answers fill in."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import branches
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.telling import OFFICIAL
from zenne.mailroom.intake.forms import SELECT, services_to_choose
from zenne.mailroom.ready.actions.write_ready_answer import (
    LONGEST_QUESTION,
    LONGEST_TEXT,
    ReadyTextRefused,
    ReadyWording,
    ReadyWords,
)
from zenne.mailroom.ready.models import ReadyAnswer
from zenne.mailroom.ready.wording import SENTENCES, sentence
from zenne.mailroom.routing.rules.ready_answers import LONGEST_CHARACTERS

FIELDS: Final = {
    "unknown-team": "team",
    "unknown-service": "service",
    "unknown-branch": "branch",
    "no-question": "question",
    "too-long": "question",
}
TEXTBOX: Final = {"class": "utrecht-textbox"}


def textarea(rows: int, language: str = "") -> forms.Textarea:
    """A field for several lines."""
    said = {"lang": language} if language else {}
    return forms.Textarea(attrs={"rows": rows, "class": "utrecht-textbox z-textarea", **said})


class ReadyForm(forms.Form):
    """A precise question and its answer, in each language of the city."""

    question = forms.CharField(
        label=_("Which question is answered?"),
        help_text=_("One precise question, for your colleagues: “When is the office in the Rue de la Loi open?”"),
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(TEXTBOX),
        error_messages={"required": SENTENCES["no-question"]},
    )
    team = forms.ChoiceField(
        label=_("Team that stands behind it"),
        widget=forms.Select(SELECT),
        error_messages={"required": SENTENCES["unknown-team"], "invalid_choice": SENTENCES["unknown-team"]},
    )
    service = forms.ChoiceField(
        label=_("Service that the question is about"),
        help_text=_("Only letters about this service get the answer."),
        widget=forms.Select(SELECT),
        error_messages={"required": SENTENCES["unknown-service"], "invalid_choice": SENTENCES["unknown-service"]},
    )
    branch = forms.ChoiceField(
        label=_("Branch whose hours or address stand in the answer"),
        required=False,
        widget=forms.Select(SELECT),
        error_messages={"invalid_choice": SENTENCES["unknown-branch"]},
    )

    def __init__(self, *args: Any, version: str, language: str, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["team"].choices = teams
        chosen["service"].choices = [("", "—"), *services_to_choose(version)]
        chosen["branch"].choices = [
            ("", "—"),
            *((each.slug, each.name.shown_in(language).text) for each in branches(version)),
        ]
        for code, _name in settings.LANGUAGES:
            self.fields[f"examples_{code}"] = forms.CharField(
                label=_("How people ask it"), required=False, widget=textarea(5, code)
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("What they are answered"),
                required=False,
                max_length=LONGEST_TEXT,
                widget=textarea(7, code),
            )

    def languages(self) -> Iterator[tuple[str, str, forms.BoundField, forms.BoundField]]:
        """The fields of each language, the official ones first: its code, its name, the examples and the text."""
        for code, name in sorted(settings.LANGUAGES, key=lambda each: (each[0] not in OFFICIAL, each[0])):
            yield code, str(name), self[f"examples_{code}"], self[f"text_{code}"]

    def wording(self) -> ReadyWording:
        """What a form without mistakes says; a language in which nothing stands is left out."""
        said = self.cleaned_data
        texts = {}
        for code, _name in settings.LANGUAGES:
            lines = (" ".join(line.split()) for line in said[f"examples_{code}"].splitlines())
            words = ReadyWords(tuple(dict.fromkeys(filter(None, lines))), said[f"text_{code}"].strip())
            if words.examples or words.text:
                texts[code] = words
        return ReadyWording(said["team"], said["service"], said["branch"], said["question"], texts)

    def refuse(self, refused: AnswerRefused) -> None:
        """Say at its field what is wrong."""
        named = f"{refused.field}_{refused.language}" if isinstance(refused, ReadyTextRefused) else None
        self.add_error(named or FIELDS.get(refused.code), sentence(refused))


def said_before(ready: ReadyAnswer) -> dict[str, str]:
    """What the form begins with: what the ready answer says."""
    said = {
        "question": ready.question,
        "team": ready.team.key,
        "service": ready.service.slug,
        "branch": ready.branch.slug if ready.branch else "",
    }
    for each in ready.texts.all():
        said |= {f"examples_{each.language}": "\n".join(each.examples), f"text_{each.language}": each.text}
    return said


class TrialForm(forms.Form):
    """A letter to try the ready answers with."""

    subject = forms.CharField(
        label=_("What is it about?"), required=False, max_length=150, widget=forms.TextInput(TEXTBOX)
    )
    text = forms.CharField(
        label=_("The letter"),
        max_length=4 * LONGEST_CHARACTERS,
        widget=textarea(6),
        error_messages={"required": _("Write or paste a letter.")},
    )
    service = forms.ChoiceField(
        label=_("Service that the writer chose"),
        help_text=_("Leave it open to see which one routing finds."),
        required=False,
        widget=forms.Select(SELECT),
    )

    def __init__(self, *args: Any, version: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["service"].choices = [("", "—"), *services_to_choose(version)]
