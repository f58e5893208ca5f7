"""The form in which a steward corrects the columns of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zenne.core.languages.public import Translated
from zenne.dataportal.forms.description import AREA, BOX, LONG_ENOUGH, SELECT, area, line, with_text
from zenne.dataportal.models import Table, Version
from zenne.dataportal.rules.columns import Code, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.corrections import ALL_FORMS, Correction, Place, SchemaFault, codes_in, form_of, lines_of
from zenne.dataportal.rules.forms import Form
from zenne.dataportal.words.labels import SYSTEM_WORDS, form_words, schema_fault_words, system_words

COLUMNS_A_PAGE: Final = 20
MOST_SORTED: Final = 3
TEXTS: Final = ("title", "description")
CAN_BE_PLACES: Final = {ColumnType.GEOMETRY, ColumnType.TEXT}


class ColumnForm(forms.Form):
    """One column. ``column`` is what it is now; its texts and values have a field in each language."""

    name = forms.CharField(
        label=_("Name in the data"),
        max_length=60,
        help_text=_("Small letters, digits and underscores, a letter first."),
        widget=forms.TextInput({**BOX, "autocomplete": "off", "spellcheck": "false"}),
    )
    form = forms.ChoiceField(label=_("Type, and how files write it"), widget=forms.Select(SELECT))
    crs = forms.TypedChoiceField(
        label=_("Coordinate system of the files"),
        help_text=_("Only for places. Readers get degrees, whatever the files have."),
        coerce=int,
        widget=forms.Select(SELECT),
    )
    unit = line(_("Unit"), most=40, help_text=_("A UCUM code, such as km/h, ug/m3 or Cel."))
    is_required = forms.BooleanField(label=_("Every row must have a value"), required=False)
    key = forms.BooleanField(label=_("Part of the key: the values that name one row"), required=False)
    sort = forms.TypedChoiceField(
        label=_("Rows lie in the order of this column"),
        help_text=_("Choose the columns that people filter on most: their questions are answered faster."),
        choices=[(0, _("not by this one")), *((n, str(n)) for n in range(1, MOST_SORTED + 1))],
        coerce=int,
        widget=forms.Select(SELECT),
    )
    refers_to = line(
        _("Its values come from the column"),
        most=250,
        help_text=_("Data set, table and column with dots between them: branches.branches.branch"),
    )

    def __init__(self, column: Column, definition: TableDefinition, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(initial=values_of(column, definition, languages), **kwargs)
        self.column = column
        self.languages = languages
        forms_of_column = ALL_FORMS if form_of(column) in ALL_FORMS else (form_of(column), *ALL_FORMS)
        choice: Any = self.fields["form"]
        choice.choices = [(code_of(each), form_words(each)) for each in forms_of_column]
        if column.type not in CAN_BE_PLACES:
            del self.fields["crs"]
        else:
            systems: Any = self.fields["crs"]
            systems.choices = [(code, system_words(code)) for code in dict.fromkeys((*SYSTEM_WORDS, column.crs))]
        for language in languages:
            self.add_texts(language)

    def add_texts(self, language: str) -> None:
        """The fields of one language."""
        marked = {"lang": language}
        added = {
            "title": line(_("Title")),
            "description": area(_("Description"), rows=2),
            "codes": forms.CharField(
                label=_("Possible values"),
                help_text=_(
                    "One a line: the value, and after = what it means. Empty: any value may come. "
                    "To remove a value, take it out of every language."
                ),
                required=False,
                max_length=200_000,
                widget=forms.Textarea({**AREA, "rows": 3}),
            ),
        }
        for name, field in added.items():
            field.widget.attrs.update(marked)
            self.fields[f"{name}_{language}"] = field

    @property
    def facts(self) -> list[Any]:
        """The fields that hold in every language."""
        return [self[name] for name in self.fields if name in ColumnForm.base_fields]

    @property
    def texts(self) -> list[tuple[str, list[Any]]]:
        """For each language its fields."""
        return [(code, [self[f"{name}_{code}"] for name in (*TEXTS, "codes")]) for code in self.languages]

    def corrected(self) -> Column:
        """The column with what was typed."""
        typed, was = self.cleaned_data, self.column
        kind, _between, written = typed["form"].partition("|")
        form = Form(ColumnType(kind), written)
        return replace(
            was,
            name=typed["name"],
            # The files go on calling it as they did.
            source=was.source or (was.name if typed["name"] != was.name else ""),
            type=form.type,
            format=form.format,
            note=was.note if form == form_of(was) else "",
            crs=typed.get("crs", was.crs),
            unit=typed["unit"].strip(),
            is_required=typed["is_required"],
            refers_to=typed["refers_to"].strip(),
            codes=self.codes(),
            **{name: self.text(name, getattr(was, name)) for name in TEXTS},
        )

    def text(self, name: str, was: Translated) -> Translated:
        for language in self.languages:
            was = with_text(was, language, self.cleaned_data[f"{name}_{language}"].strip(), self.languages)
        return was

    def codes(self) -> tuple[Code, ...]:
        """The values in the order of the lists; what they mean in languages without a field stays."""
        texts = {language: self.cleaned_data[f"codes_{language}"] for language in self.languages}
        kept = {code.value: code.label for code in self.column.codes}
        values, labels = codes_in(texts)
        codes = []
        for value in values:
            others = {code: text for code, text in kept.get(value, {}).items() if code not in self.languages}
            codes.append(Code(value, Translated({**labels[value], **others})))
        return tuple(codes)


def values_of(column: Column, definition: TableDefinition, languages: Sequence[str]) -> dict[str, Any]:
    """What the form of a column says before anybody types."""
    return {
        "name": column.name,
        "form": code_of(form_of(column)),
        "crs": column.crs,
        "unit": column.unit,
        "is_required": column.is_required,
        "key": column.name in definition.key,
        "sort": definition.sort.index(column.name) + 1 if column.name in definition.sort[:MOST_SORTED] else 0,
        "refers_to": column.refers_to,
        **{f"{name}_{code}": getattr(column, name).get(code, "") for name in TEXTS for code in languages},
        **{f"codes_{code}": lines_of(column.codes, code) for code in languages},
    }


def code_of(form: Form) -> str:
    return f"{form.type.value}|{form.format}"


class TableForm(forms.Form):
    """The texts of the table itself, and the number of the schema that was opened."""

    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, table: Table, number: int, languages: Sequence[str], **kwargs: Any) -> None:
        texts = {f"{name}_{code}": getattr(table, name).get(code, "") for name in TEXTS for code in languages}
        super().__init__(initial={"seen": number, **texts}, **kwargs)
        self.table = table
        self.languages = languages
        for code in languages:
            for name, field in (
                ("title", line(_("Title"), validators=[LONG_ENOUGH])),
                ("description", area(_("Description"), rows=2)),
            ):
                field.widget.attrs["lang"] = code
                self.fields[f"{name}_{code}"] = field

    @property
    def texts(self) -> list[tuple[str, list[Any]]]:
        return [(code, [self[f"{name}_{code}"] for name in TEXTS]) for code in self.languages]

    def corrected(self) -> dict[str, Translated]:
        """The texts with what was typed."""
        found: dict[str, Translated] = {name: getattr(self.table, name) for name in TEXTS}
        for code in self.languages:
            for name in TEXTS:
                typed = self.cleaned_data[f"{name}_{code}"].strip()
                found[name] = with_text(found[name], code, typed, self.languages)
        return found


class SchemaForm:
    """The form of a table and of some of its columns: one form for people, one for each column inside."""

    def __init__(
        self, version: Version, *, languages: Sequence[str], first: int = 0, data: Mapping[str, Any] | None = None
    ) -> None:
        definition: TableDefinition = version.schema.definition
        self.definition = definition
        self.problem = ""
        self.table = TableForm(version.table, version.schema.number, languages, data=data, prefix="table")
        self.columns = [
            ColumnForm(column, definition, languages, data=data, prefix=f"c{place}")
            for place, column in enumerate(definition.columns)
            if first <= place < first + COLUMNS_A_PAGE
        ]

    def is_valid(self) -> bool:
        """Whether each field is right by itself."""
        return not [each for each in (self.table, *self.columns) if not each.is_valid()]

    @property
    def has_errors(self) -> bool:
        return bool(self.problem) or any(each.errors for each in (self.table, *self.columns))

    def correction(self) -> Correction:
        """What was typed, with the columns of other pages as they are."""
        typed = {each.column.name: each.corrected() for each in self.columns}
        columns = tuple(typed.get(column.name, column) for column in self.definition.columns)
        now = {was.name: column.name for was, column in zip(self.definition.columns, columns, strict=True)}
        wanted = replace(self.definition, columns=columns, key=self.key(now), sort=self.sort(now))
        return Correction(wanted, self.table.cleaned_data["seen"], {now[was]: was for was in now if now[was] != was})

    def key(self, now: Mapping[str, str]) -> tuple[str, ...]:
        """The columns of the key: those that were in it in their order, and the new ones."""
        chosen = {each.column.name: each.cleaned_data["key"] for each in self.columns}
        before = self.definition.key
        kept = [name for name in before if chosen.get(name, True)]
        return tuple(now[name] for name in (*kept, *(name for name in now if chosen.get(name) and name not in before)))

    def sort(self, now: Mapping[str, str]) -> tuple[str, ...]:
        """The columns of the order: by the numbers chosen here, and by those that the others have."""
        turns = {name: turn for turn, name in enumerate(self.definition.sort, 1)}
        turns |= {each.column.name: each.cleaned_data["sort"] for each in self.columns}
        return tuple(
            now[name] for name in sorted((name for name in turns if turns[name]), key=lambda name: turns[name])
        )

    def refuse(self, faults: Mapping[Place, SchemaFault]) -> None:
        """Show the faults at their fields; what belongs to a column of another page stands above."""
        shown = {each.column.name: each for each in self.columns}
        for (column, name), fault in faults.items():
            form = shown.get(column)
            if form is None:
                said = {"column": column, "problem": schema_fault_words(fault)}
                self.problem = gettext("%(column)s: %(problem)s") % said
                continue
            field = f"codes_{form.languages[0]}" if name == "codes" else name
            form.add_error(field if field in form.fields else None, schema_fault_words(fault))
