"""What stewards fill in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.validators import MinLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import PublicOrganisation
from zenne.core.languages.public import Translated
from zenne.dataportal.metadata.codes import FREQUENCIES, HIGH_VALUE, LICENCES, THEMES, Term
from zenne.dataportal.models import Dataset
from zenne.dataportal.rules.descriptions import SHORTEST_TITLE, Fault
from zenne.dataportal.rules.names import is_free_name
from zenne.dataportal.words.labels import fault_words

BOX: Final = {"class": "utrecht-textbox"}
AREA: Final = {"class": "utrecht-textbox z-textarea"}
SELECT: Final = {"class": "utrecht-select"}
SLUG: Final = RegexValidator(r"\A[a-z][a-z0-9-]{0,79}\Z", _("Small letters, digits and hyphens, a letter first."))
TABLE_NAME: Final = RegexValidator(
    r"\A[a-z][a-z0-9_-]{0,79}\Z", _("Small letters, digits and hyphens, a letter first.")
)


LONG_ENOUGH: Final = MinLengthValidator(SHORTEST_TITLE, _("A title has at least three letters."))


def require_free_name(text: str) -> None:
    """A validator: the word has no other use in addresses."""
    if not is_free_name(text):
        raise forms.ValidationError(_("This word has another use in addresses. Choose another name."))


def line(label: Any, *, most: int = 200, help_text: Any = "", **more: Any) -> forms.CharField:
    """A field of one line that may be left empty."""
    widget = forms.TextInput(BOX)
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=most, widget=widget, **more)


def area(label: Any, *, rows: int = 4, help_text: Any = "") -> forms.CharField:
    """A field of several lines that may be left empty."""
    widget = forms.Textarea({**AREA, "rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=5000, widget=widget)


def choices_of(terms: Mapping[str, Term]) -> list[tuple[str, Any]]:
    return [(code, term.label) for code, term in terms.items()]


class Described(forms.Form):
    """A form that shows what is wrong with a description at its fields."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def refuse(self, faults: Mapping[str, Fault]) -> None:
        """Show the faults; what belongs to a field of another form stands above."""
        for name, fault in faults.items():
            self.add_error(name if name in self.fields else None, fault_words(fault))

    @property
    def shown_fields(self) -> list[Any]:
        return [field for field in self if not field.is_hidden]


class TextsForm(Described):
    """The texts of a data set in one language."""

    title = line(_("Title"), validators=[LONG_ENOUGH])
    description = area(
        _("Description"), rows=6, help_text=_("What is in it, where it comes from, what it is good for.")
    )
    keywords = line(_("Keywords"), most=1000, help_text=_("Words that people look for, with commas between them."))
    contact_name = line(_("Whom to ask"))
    source = area(_("Where it comes from"))

    @classmethod
    def of(cls, dataset: Dataset, language: str, *, seen: str) -> "TextsForm":
        """The form as it stands now."""
        texts = {name: getattr(dataset, name).get(language, "") for name in TEXTS}
        return cls(initial={**texts, "keywords": ", ".join(dataset.keywords.get(language, ())), "seen": seen})

    def show_sources(self, dataset: Dataset, language: str) -> None:
        """Show beside each field what it says in the first language that has it; mark the fields as of ``language``."""
        for name in (*TEXTS, "keywords"):
            texts = Translated(
                {code: ", ".join(words) for code, words in dataset.keywords.items()}
                if name == "keywords"
                else getattr(dataset, name)
            )
            others = Translated((code, text) for code, text in texts.items() if code != language)
            field: Any = self[name]
            field.source = others.shown_in(language) if others else None
            field.field.widget.attrs["lang"] = language

    def changes(self, dataset: Dataset, language: str, languages: Sequence[str]) -> dict[str, Any]:
        """The columns of the data set with what was typed in this language."""
        typed = self.cleaned_data
        found: dict[str, Any] = {
            name: with_text(getattr(dataset, name), language, typed[name].strip(), languages) for name in TEXTS
        }
        words = [word.strip() for word in typed["keywords"].split(",") if word.strip()]
        others = {code: kept for code, kept in dataset.keywords.items() if code != language}
        return {**found, "keywords": {**others, language: words} if words else others}


TEXTS: Final = ("title", "description", "contact_name", "source")


def with_text(texts: Translated, language: str, text: str, languages: Sequence[str]) -> Translated:
    """The texts with one of them replaced, in the order of the city's languages."""
    written = {**texts, language: text}
    order = [*languages, *(code for code in written if code not in languages)]
    return Translated((code, written[code]) for code in order if code in written)


class FactsForm(Described):
    """What is said of a data set in every language."""

    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=choices_of(THEMES), required=False, widget=forms.CheckboxSelectMultiple
    )
    licence = forms.ChoiceField(label=_("Licence"), choices=choices_of(LICENCES), widget=forms.Select(SELECT))
    frequency = forms.ChoiceField(
        label=_("How often it is brought up to date"), choices=choices_of(FREQUENCIES), widget=forms.Select(SELECT)
    )
    publisher = forms.ModelChoiceField(
        label=_("Publisher"),
        queryset=PublicOrganisation.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=_("The city itself"),
        widget=forms.Select(SELECT),
    )
    contact_email = forms.EmailField(
        label=_("E-mail address for questions"), required=False, widget=forms.EmailInput(BOX)
    )
    landing_page = forms.URLField(
        label=_("A page about it elsewhere"), required=False, assume_scheme="https", widget=forms.URLInput(BOX)
    )
    begins_on = forms.DateField(
        label=_("It is about the time from"),
        required=False,
        widget=forms.DateInput({**BOX, "type": "date"}, "%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        label=_("until"), required=False, widget=forms.DateInput({**BOX, "type": "date"}, "%Y-%m-%d")
    )
    bbox = line(_("The area it is about"), help_text=_("Four numbers in degrees: west, south, east, north."))
    high_value = forms.MultipleChoiceField(
        label=_("High-value data under European law"),
        choices=choices_of(HIGH_VALUE),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        publisher: Any = self.fields["publisher"]
        publisher.queryset = PublicOrganisation.objects.current()
        publisher.label_from_instance = lambda each: str(each.name)

    @classmethod
    def of(cls, dataset: Dataset, *, seen: str) -> "FactsForm":
        """The form as it stands now."""
        columns = {
            name: getattr(dataset, name) for name in cls.base_fields if name not in {"seen", "publisher", "bbox"}
        }
        publisher = dataset.publisher.key if dataset.publisher else ""
        bbox = ", ".join(f"{each:g}" if each == round(each, 5) else repr(each) for each in dataset.bbox)
        return cls(initial={**columns, "publisher": publisher, "bbox": bbox, "seen": seen})

    def clean_bbox(self) -> list[float]:
        """The corners as numbers."""
        try:
            return [float(each) for each in self.cleaned_data["bbox"].split(",") if each.strip()]
        except ValueError:
            raise forms.ValidationError(fault_words(Fault.NO_BOX)) from None

    def changes(self) -> dict[str, Any]:
        """The columns of the data set with what was typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
