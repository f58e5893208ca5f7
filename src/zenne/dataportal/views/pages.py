"""The pages on which everybody finds data: all data sets, one of them, one table."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from zenne.core.access.public import PUBLIC, asker_of, open_to
from zenne.core.content.public import version_of
from zenne.dataportal.actions.note_use import PAGE, note_use
from zenne.dataportal.finding import matching, similar
from zenne.dataportal.metadata.citations import citation
from zenne.dataportal.metadata.codes import FREQUENCIES, HIGH_VALUE, LICENCES, THEMES, formats_of, themes_of
from zenne.dataportal.queries import KnownDataset, KnownTable, dataset_for, datasets_for
from zenne.dataportal.query.formats.all import SAFE_FORMATS
from zenne.dataportal.query.plan import UNORDERED
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rules.policies import OPEN, Reader
from zenne.dataportal.rules.visibility import may_ask_for_all
from zenne.dataportal.views.columns import shown_columns
from zenne.dataportal.views.facets import Choices, facets_of
from zenne.dataportal.views.rows import CHOICES, shown_rows
from zenne.dataportal.words.labels import LEVELS, OPERATORS

SETS_A_PAGE: Final = 20
LONGEST_WORDS: Final = 200
LONGEST_NUMBER: Final = 6
SAFE: Final = "&_safe=true"


def reader_of_request(request: HttpRequest) -> Reader:
    return reader_of(asker_of(request))


@open_to(PUBLIC)
def dataset_list(request: HttpRequest) -> HttpResponse:
    """All data sets that the reader may know of; filters narrow them down."""
    words = request.GET.get("q", "")[:LONGEST_WORDS].strip()
    found = datasets_for(reader_of_request(request))
    if words:
        found = matching(found, words, language=get_language() or "en")
    choices = Choices.of(request.GET)
    version = version_of(request)
    facets = facets_of(found, choices, version=version)
    page = Paginator([each for each in found if choices.wants(each)], SETS_A_PAGE).get_page(asked_page(request))
    context = {
        "words": words,
        "choices": choices,
        "facets": facets,
        "page": page,
        "query": choices.query(words),
        "is_filtered": bool(words) or choices.are_any,
    }
    return render(request, "dataportal/list.html", context)


def asked_page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER else 1


@open_to(PUBLIC)
def dataset_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one data set."""
    reader = reader_of_request(request)
    known = dataset_for(reader, slug)
    if known is None:
        raise Http404
    version = version_of(request)
    context = {
        "known": known,
        "dataset": known.dataset,
        "tables": [
            shown_table(known, table, has_files=may_ask_for_all(table.table.policy, reader)) for table in known.tables
        ],
        "citation": citation(known, version=version),
        "similar": similar(datasets_for(reader), known),
        **described(known),
    }
    return render(request, "dataportal/dataset.html", context)


def described(known: KnownDataset) -> dict[str, Any]:
    """The codes of a data set with their names."""
    dataset = known.dataset
    return {
        "licence": LICENCES.get(dataset.licence),
        "themes": [THEMES[code] for code in themes_of(dataset.themes)],
        "frequency": FREQUENCIES.get(dataset.frequency),
        "high_value": [HIGH_VALUE[code] for code in dataset.high_value if code in HIGH_VALUE],
        "level": LEVELS[dataset.need.level],
        "is_public": dataset.need == OPEN,
    }


@dataclass(frozen=True, slots=True)
class Download:
    """All rows in one format."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with the ways to have its rows. ``needs_key`` when the API gives them to keys only."""

    known: KnownTable
    rows_address: str
    needs_key: bool
    downloads: list[Download]


def shown_table(known: KnownDataset, table: KnownTable, *, query: str = "", has_files: bool = True) -> ShownTable:
    """A table with its addresses; ``query`` narrows down which rows these give.

    Whoever downloads from a page opens the file in a spreadsheet: in it no text becomes a formula.
    """
    names = [known.dataset.slug, table.table.name]
    address, download = reverse("api-v1:list_rows", args=names), reverse("dataportal:download", args=names)
    asked = f"&{query}" if query else ""
    # Whether the rows that a question leaves are too many for a format is said when they are asked for.
    rows = None if query else table.rows
    downloads = [
        Download(form.name, f"{download}?_format={form.code}{SAFE if form.code in SAFE_FORMATS else ''}{asked}")
        for form in (formats_of(has_geometry=table.has_geometry, rows=rows) if has_files else ())
    ]
    is_open = known.dataset.need == OPEN and table.table.policy.need == OPEN
    return ShownTable(table, f"{address}?_limit=10{asked}", not is_open, downloads)


@open_to(PUBLIC)
def table_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One table: its rows to look through, its columns, and how to have all of it."""
    reader = reader_of_request(request)
    known = dataset_for(reader, slug)
    table = known.table(name) if known else None
    if known is None or table is None:
        raise Http404
    shown = shown_rows(request, dataset=slug, table=name, reader=reader)
    note_use(table.table.pk, PAGE)
    context = {
        "known": known,
        "dataset": known.dataset,
        "table": shown_table(known, table, query=shown.form.api_query, has_files=not shown.problem),
        "columns": shown_columns(table, shown.view, reader),
        "shown": shown,
        "searchable": [each.column for each in table.columns if each.is_searchable],
        "sortable": [each.column for each in table.columns if each.is_searchable and each.column.type not in UNORDERED],
        "operators": [(operator.value, OPERATORS[operator]) for operator in CHOICES],
    }
    return render(request, "dataportal/table.html", context, status=shown.status)
