"""The page with all versions of a table: when they came, and what changed in the columns."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.dataportal.models import Schema, Table, Version
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.query.answer import prepared
from zenne.dataportal.query.errors import NoSuchTable
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.parameters import Asked, WrongParameter
from zenne.dataportal.rules.questions import Question
from zenne.dataportal.rules.schema_changes import changes_between
from zenne.dataportal.sending import file_response
from zenne.dataportal.views.downloads import kept_by_nobody
from zenne.dataportal.views.pages import asked_page
from zenne.dataportal.words.changes import change_words

VERSIONS_A_PAGE: Final = 25
MOST_CHANGES: Final = 40
FORMAT: Final = "csv"


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version, and how its columns differ from those of the version before."""

    version: Version
    changes: list[str]
    more_changes: int


@open_to(MANAGE_DATA)
@never_cache
def history_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """All versions, the newest first."""
    table = Table.objects.select_related("dataset").filter(dataset__slug=slug, name=name).first()
    if table is None:
        raise Http404
    versions = Version.objects.filter(table=table).select_related("schema").defer("manifest")
    page = Paginator(versions.order_by("-number"), VERSIONS_A_PAGE).get_page(asked_page(request))
    reader = reader_of(asker_of(request))
    context = {
        "table": table,
        "dataset": table.dataset,
        "page": page,
        "versions": shown_versions(table, list(page)),
        "may_read": not table.dataset.retired_at
        and reader.meets(table.dataset.need)
        and reader.meets(table.policy.need),
    }
    return render(request, "dataportal/staff/history.html", context)


def shown_versions(table: Table, versions: list[Version]) -> list[ShownVersion]:
    definitions = definitions_of(table, versions)
    shown = []
    for place, version in enumerate(versions):
        before = versions[place + 1].schema.number if place + 1 < len(versions) else version.schema.number - 1
        changes = words_between(definitions.get(before), version) if before != version.schema.number else []
        shown.append(ShownVersion(version, changes[:MOST_CHANGES], max(0, len(changes) - MOST_CHANGES)))
    return shown


def definitions_of(table: Table, versions: list[Version]) -> dict[int, TableDefinition]:
    """The schemas of versions and those before them, by number."""
    numbers = {each.schema.number for each in versions}
    wanted = numbers | {number - 1 for number in numbers}
    found: dict[int, TableDefinition] = dict(
        Schema.objects.filter(table=table, number__in=wanted).values_list("number", "definition")
    )
    return found


def words_between(before: TableDefinition | None, version: Version) -> list[str]:
    definition: Any = version.schema.definition
    return [change_words(change) for change in changes_between(before, definition)] if before else []


@open_to(MANAGE_DATA)
@never_cache
def version_file(request: HttpRequest, slug: str, name: str, number: int) -> StreamingHttpResponse:
    """The rows of one version as CSV: those that the steward may read."""
    found = Version.objects.filter(table__dataset__slug=slug, table__name=name, number=number)
    moment = found.values_list("published_at", flat=True).first()
    if moment is None:
        raise Http404
    asked = Asked(Question(as_of=moment), FORMAT, is_safe=True)
    try:
        ready = prepared(slug, name, asked.question, reader=reader_of(asker_of(request)))
    except (NoSuchTable, WrongParameter):
        raise Http404 from None
    return kept_by_nobody(file_response(ready, asked, name=f"{slug}-{name}-{number}"))
