"""The form for all texts of a thing: one small form for each text, all sent together."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zenne.catalogue.desk.refusals import Refusal
from zenne.catalogue.desk.stands import TextStand, ThingStand
from zenne.catalogue.desk.typed import TypedText
from zenne.catalogue.rules.merging import Choice, Origin, Rival, Typed, digest_of, lasting_rival
from zenne.catalogue.rules.text_checks import Fault, TextRule, tidy

CHOICES = [(choice.value, choice.value) for choice in Choice]


class TextForm(forms.Form):
    """One text: what was typed, and what stood around it when the form was filled."""

    text = forms.CharField(required=False, strip=False)
    start = forms.CharField(required=False)
    source = forms.CharField(required=False)
    rival = forms.CharField(required=False)
    choice = forms.ChoiceField(required=False, choices=CHOICES)
    still_right = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None, *, stand: TextStand) -> None:
        super().__init__(data, prefix=stand.path)
        self.stand = stand
        self.fault = ""
        self.other: Rival | None = lasting_rival(stand.stored)

    @property
    def was_sent(self) -> bool:
        return self.add_prefix("text") in self.data

    @property
    def shown_text(self) -> str:
        """What the field shows: what was typed, else the draft or what readers see."""
        return self.typed.typed.text if self.was_sent else self.stand.stored.current

    @property
    def typed(self) -> TypedText:
        """What came in. A hidden value that is not as the form made it counts as none."""
        self.is_valid()
        cleaned = self.cleaned_data
        text = tidy(str(self.data.get(self.add_prefix("text"), "")))
        choice = Choice(cleaned.get("choice", ""))
        typed = Typed(text, cleaned.get("start", ""), choice, cleaned.get("rival", ""))
        return TypedText(typed, cleaned.get("source", ""), cleaned.get("still_right", False))

    @property
    def is_ticked(self) -> bool:
        """Whether it was said that the translation is still right."""
        return self.was_sent and self.typed.is_still_right

    @property
    def start_digest(self) -> str:
        """What the next answer is compared with: what is stored now, also when somebody else changed it."""
        return digest_of(self.stand.stored.current)

    @property
    def source_digest(self) -> str:
        return digest_of(self.stand.source.text)

    @property
    def rival_digest(self) -> str:
        return digest_of(self.other.text) if self.other else ""

    @property
    def rows(self) -> int:
        """How many lines the field has: about as many as the longer of both texts, in a column of half a page."""
        longest = max(self.shown_text, self.stand.source.text, key=len)
        lines = sum(1 + len(line) // 44 for line in longest.split("\n"))
        return min(max(lines, 1 if self.stand.rule.longest <= 100 else 2), 16)

    @property
    def length_words(self) -> str:
        """How long the text may be, and how long the source is."""
        most, source = self.stand.rule.longest, len(self.stand.source.text)
        if not source:
            return _("At most %(most)d characters.") % {"most": most}
        return _("At most %(most)d characters; the source has %(source)d.") % {"most": most, "source": source}

    @property
    def other_title(self) -> str:
        """Where the other text comes from, as a heading."""
        titles = {
            Origin.PERSON: _("A colleague wrote this meanwhile"),
            Origin.PUBLISHED: _("Readers see this now; it changed after this draft was begun"),
            Origin.FOLDER: _("The city folder says this now"),
        }
        return titles[self.other.origin] if self.other else ""


class ThingForm:
    """All texts of a thing in one language."""

    def __init__(self, data: QueryDict | None, *, stand: ThingStand) -> None:
        self.data = data
        self.stand = stand
        self.texts = [TextForm(data, stand=text) for text in stand.texts.values() if is_shown(text, stand, data)]

    @property
    def typed(self) -> dict[str, TypedText]:
        """What came in, by path."""
        return {form.stand.path: form.typed for form in self.texts if form.was_sent}

    @property
    def gone(self) -> list[str]:
        """What was typed for texts that the thing no longer has: nobody shall have written for nothing."""
        known = {f"{path}-text" for path in self.stand.texts}
        sent: Mapping[str, Any] = self.data or {}
        return [text for name, text in sent.items() if name.endswith("-text") and name not in known and text.strip()]

    def refuse(self, refusal: Refusal) -> None:
        """Show what stands in the way beside each text."""
        for form in self.texts:
            fault, merged = refusal.faults.get(form.stand.path), refusal.rivals.get(form.stand.path)
            if fault is not None:
                form.fault = fault_words(fault, form.stand.rule)
            if merged is not None:
                form.other = merged.rival
                form.fault = form.fault or _("There are two texts. Choose one, or write a third.")

    @property
    def faulty(self) -> list[TextForm]:
        return [form for form in self.texts if form.fault]


def is_shown(text: TextStand, stand: ThingStand, data: QueryDict | None) -> bool:
    """Texts that no language has are offered only in the language in which texts are written first."""
    is_anywhere = bool(text.source.text or text.stored.current or text.stored.folder)
    return is_anywhere or stand.is_source or bool(data and f"{text.path}-text" in data)


def fault_words(fault: Fault, rule: TextRule) -> str:
    """What is wrong with a text and what to do."""
    too_long = ngettext("Write at most %(most)d character.", "Write at most %(most)d characters.", rule.longest)
    return {
        Fault.CONTROL_CHARACTER: _("There is a character in this text that cannot be shown. Type the text again."),
        Fault.TOO_LONG: too_long % {"most": rule.longest},
        Fault.SEVERAL_LINES: _("Write this text on one line."),
        Fault.NEEDED: _("Readers need this text. Write it, or save a draft for now."),
        Fault.PLACEHOLDERS: _("Keep the words in braces as they are in the source: they are filled in later."),
        Fault.SOURCE_CHANGED: _("The source changed while you were writing. Look at it again, then publish."),
    }[fault]
