"""The rows of a table that did not fit: to look at, to take away as a file, to have read again."""

import csv
from collections.abc import Iterator
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.dataportal.actions.read_lines_again import read_lines_again
from zenne.dataportal.actions.read_quarantine import MOST_ROWS, BadRow, read_quarantine, read_whole_quarantine
from zenne.dataportal.forms.lines import LinesForm
from zenne.dataportal.ingest.wording import reason_text
from zenne.dataportal.models import Version
from zenne.dataportal.permissions import READ_QUARANTINE
from zenne.dataportal.query.misfits import lines_without_row
from zenne.dataportal.views.downloads import kept_by_nobody
from zenne.dataportal.views.pages import asked_page

HEADER: Final = ("line", "column", "value", "reason", "explanation", "row")
LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@open_to(READ_QUARANTINE)
@never_cache
def quarantine_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The rows of the current version that did not fit; 200 on a page. Lines that were no rows can be read again."""
    version = current_version(slug, name)
    form = LinesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not version.table.dataset.origin and form.is_valid():
        load = read_lines_again(asker=asker_of(request), table=version.table, reading=form.reading(), at=timezone.now())
        return HttpResponseRedirect(reverse("data:load", args=[load.pk]))
    page = Paginator(range(version.quarantined), MOST_ROWS).get_page(asked_page(request))
    found = read_quarantine(asker=asker_of(request), version=version, after=max(page.start_index() - 1, 0))
    table = version.table
    context: dict[str, Any] = {
        "version": version,
        "table": table,
        "dataset": table.dataset,
        "rows": [(row, reason_text(row.reason or "")) for row in found],
        "page": page,
        "form": form,
        "lines": 0 if table.dataset.origin else lines_without_row(version),
    }
    return render(request, "dataportal/staff/quarantine.html", context, status=422 if form.errors else 200)


@open_to(READ_QUARANTINE)
@never_cache
def quarantine_file(request: HttpRequest, slug: str, name: str) -> StreamingHttpResponse:
    """All rows that did not fit, as CSV: each whole, with the reason."""
    rows = read_whole_quarantine(asker=asker_of(request), version=current_version(slug, name))
    response = StreamingHttpResponse(lines_of(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{name}-not-fitting.csv"'
    return kept_by_nobody(response)


def current_version(slug: str, name: str) -> Version:
    current = Version.objects.filter(ended_at=None, table__dataset__slug=slug, table__name=name)
    version = current.select_related("table__dataset", "schema").first()
    if version is None:
        raise Http404
    return version


class Echo:
    """A file for ``csv`` that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def lines_of(rows: Iterator[BadRow]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield writer.writerow(HEADER)
    for row in rows:
        explained = reason_text(row.reason or "")
        said = (row.line, row.column, safe(row.value), row.reason, explained, safe(row.raw))
        yield writer.writerow(said)


def safe(text: str | None) -> str:
    """A text that no spreadsheet takes for a formula: whoever sent the file may have meant harm."""
    return f"'{text}" if text and text.startswith(LIKE_A_FORMULA) else text or ""
