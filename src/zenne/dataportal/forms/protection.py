"""The form in which a steward says who sees what of a table: rules that are added and taken away one by one.

What was typed is kept in the fields themselves: each part has an id (``c0``, ``c0r1``), lists of ids say which parts
there are, and a button adds an id or takes one out. So the page needs no JavaScript, and nothing is kept on the server.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from django import forms
from django.http import QueryDict

from zenne.core.languages.public import Translated
from zenne.dataportal.forms.protection_parts import CoarserForm, ColumnForm, FilterForm, RowRuleForm, TableForm
from zenne.dataportal.rules.columns import Column
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.rules.protection import Fault, Place
from zenne.dataportal.words.protection import fault_words

PART: Final = re.compile(r"[crf][0-9]{1,3}(?:r[0-9]{1,3})?", re.ASCII)
LISTS: Final = {"c": "columns", "r": "rules", "f": "filters"}
CLOSED: Final = Level.OFFICIAL.value
"""What a new rule begins with: closed rather than open."""


class ProtectionForm:
    """All parts of a policy as forms.

    Attributes:
        known: every column that the table has or had.
        languages: in which a reason may be written, in the order of the city.
    """

    def __init__(self, data: QueryDict, *, known: Mapping[str, Column], languages: Sequence[str]) -> None:
        self.data, self.known, self.languages = data, known, languages
        self.table = TableForm(data, prefix="t", languages=languages)
        self.columns = [self.column(part) for part in parts(data, "columns")]
        rules = parts(data, "rules")
        self.rules = [RowRuleForm(data, prefix=part, known=known, languages=languages) for part in rules]
        self.filters = [FilterForm(data, prefix=part, languages=languages) for part in parts(data, "filters")]

    def column(self, part: str) -> ColumnForm:
        known = self.known.get(self.data.get(f"{part}-name", ""))
        rules = [CoarserForm(self.data, prefix=each, column=known) for each in parts(self.data, f"{part}-rules")]
        return ColumnForm(self.data, prefix=part, column=known, coarser=rules, languages=self.languages)

    @property
    def seen(self) -> str:
        return self.data.get("seen", "")

    @property
    def open_columns(self) -> list[Column]:
        """The columns of which the policy says nothing."""
        said = {form.name for form in self.columns}
        return [column for name, column in self.known.items() if name not in said]

    @property
    def parts(self) -> list[forms.Form]:
        """All parts, those of columns before their coarser rules."""
        of_columns = [form for column in self.columns for form in (column, *column.coarser)]
        return [self.table, *of_columns, *self.rules, *self.filters]

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in self.parts)

    def policy(self) -> TablePolicy | None:
        """What the form says; None where something typed is no value of its field."""
        if self.has_errors:
            return None
        return TablePolicy(
            need=self.table.need(),
            columns={form.name: form.policy() for form in self.columns if form.policy() != ColumnPolicy()},
            row_rules=tuple(form.rule() for form in self.rules),
            mandatory_filters=tuple(form.rule() for form in self.filters),
            reason=self.table.reason(),
            is_listed=self.table.cleaned_data["is_listed"],
        )

    def refuse(self, faults: Mapping[Place, Fault]) -> None:
        """Show each fault at its field."""
        for place, fault in faults.items():
            form, field = self.at(place)
            form.add_error(field if field in form.fields else None, fault_words(fault))

    def at(self, place: Place) -> tuple[forms.Form, str]:
        """The form and the field that stand for a place of the policy."""
        match place:
            case ("columns", name, *rest):
                return at_column(next(form for form in self.columns if form.name == name), rest)
            case ("row_rules", int(number), *inner):
                return self.rules[number], field_of(inner)
            case ("mandatory_filters", int(number), *inner):
                return self.filters[number], field_of(inner)
            case ("reason", language):
                return self.table, f"reason_{language}"
        return self.table, "scope"


def at_column(column: ColumnForm, rest: Sequence[str | int]) -> tuple[forms.Form, str]:
    match rest:
        case ["coarser", int(number), *inner]:
            return column.coarser[number], field_of(inner)
        case ["search", *_]:
            return column, "search_scope"
    return column, field_of(rest)


def field_of(inner: Sequence[str | int]) -> str:
    """The field of a part: a need as a whole is its level."""
    match inner:
        case ["need" | "unless", "scope"]:
            return "scope"
        case ["need" | "unless"]:
            return "level"
        case ["reason", language]:
            return f"reason_{language}"
        case [str(name)]:
            return name
    return ""


def parts(data: QueryDict, name: str) -> list[str]:
    """The ids in a list, each once."""
    return [each for each in dict.fromkeys(data.getlist(name)) if PART.fullmatch(each)]


def written(policy: TablePolicy, *, seen: str) -> QueryDict:
    """The fields of the form that says this policy."""
    data = QueryDict(mutable=True)
    data["seen"] = seen
    write_need(data, "t", policy.need)
    write_check(data, "t-is_listed", is_set=policy.is_listed)
    write_reason(data, "t", policy.reason)
    for name, column in policy.columns.items():
        write_column(data, added(data, "columns"), name, column)
    for rule in policy.row_rules:
        part = added(data, "rules")
        write_need(data, part, rule.need)
        write_reason(data, part, rule.reason)
        data[f"{part}-column"], data[f"{part}-values"] = rule.column, "\n".join(rule.values)
    for needed in policy.mandatory_filters:
        part = added(data, "filters")
        write_need(data, part, needed.unless)
        write_reason(data, part, needed.reason)
        data[f"{part}-columns"] = ", ".join(needed.columns)
    return data


def write_column(data: QueryDict, part: str, name: str, policy: ColumnPolicy) -> None:
    data[f"{part}-name"] = name
    write_need(data, part, policy.need)
    write_reason(data, part, policy.reason)
    write_check(data, f"{part}-is_listed", is_set=policy.is_listed)
    data[f"{part}-search_level"], data[f"{part}-search_scope"] = policy.search.level.value, policy.search.scope
    for rule in policy.coarser:
        inner = added(data, f"{part}-rules")
        write_need(data, inner, rule.need)
        data[f"{inner}-how"], data[f"{inner}-step"] = rule.how.value, f"{rule.step:.12g}"


def write_check(data: QueryDict, name: str, *, is_set: bool) -> None:
    if is_set:
        data[name] = "on"


def write_reason(data: QueryDict, part: str, reason: Translated) -> None:
    for language, text in reason.items():
        data[f"{part}-reason_{language}"] = text


def write_need(data: QueryDict, part: str, need: Need) -> None:
    data[f"{part}-level"], data[f"{part}-scope"] = need.level.value, need.scope


def added(data: QueryDict, name: str) -> str:
    """A new id in a list. A coarser rule has the id of its column before its own."""
    owner = name.removesuffix("-rules") if name.endswith("-rules") else ""
    letter = "r" if owner else next(letter for letter, each in LISTS.items() if each == name)
    taken = parts(data, name)
    part = next(f"{owner}{letter}{number}" for number in range(1000) if f"{owner}{letter}{number}" not in taken)
    data.appendlist(name, part)
    return part


def changed(typed: QueryDict, do: str) -> QueryDict:
    """The fields after a button that adds a part or takes one away; as they are for any other button."""
    data = typed.copy()
    verb, _colon, part = do.partition(":")
    if verb == "remove" and PART.fullmatch(part):
        name = f"{part[: part.rindex('r')]}-rules" if "r" in part[1:] else LISTS[part[0]]
        data.setlist(name, [each for each in parts(data, name) if each != part])
    elif verb == "add-column" and typed.get("new_column"):
        write_column(data, added(data, "columns"), typed.get("new_column", ""), ColumnPolicy(need=Need(Level.OFFICIAL)))
    elif verb == "add-coarser" and part in parts(data, "columns"):
        write_need(data, added(data, f"{part}-rules"), Need())
    elif verb in {"add-rule", "add-filter"}:
        write_need(data, added(data, "rules" if verb == "add-rule" else "filters"), Need(Level(CLOSED)))
    return data


def is_change(do: str) -> bool:
    """Whether a button changes which parts there are."""
    return do.partition(":")[0] in {"remove", "add-column", "add-coarser", "add-rule", "add-filter"}
