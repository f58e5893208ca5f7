"""What the city does with personal data, for everybody: a page and a file."""

import csv
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zenne.core.content.public import kept_page
from zenne.core.rights.queries import register

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@kept_page
def register_page(request: HttpRequest) -> HttpResponse:
    """Each kind of data: what for, on what ground, for how long, and what one can ask."""
    return render(request, "rights/privacy.html", {"entries": register()})


@kept_page
def register_file(request: HttpRequest) -> HttpResponse:
    """The same as a CSV file (RFC 4180) with a byte order mark, which spreadsheets need to see UTF-8."""
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(
        [
            _("Data"),
            _("Purpose"),
            _("Whose data"),
            _("Kinds of data"),
            _("Legal ground"),
            _("Law"),
            _("Kept for how long"),
            _("Who else gets it"),
            _("Table"),
        ]
    )
    for entry in register():
        lines.writerow([safe(cell) for cell in cells(entry)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="register.csv"'
    return response


def cells(entry: dict[str, Any]) -> list[str]:
    return [
        str(entry["title"]),
        str(entry["purpose"]),
        str(entry["people"]),
        "; ".join(map(str, entry["categories"])),
        f"{entry['ground']} ({entry['article']})",
        str(entry["law"]),
        str(entry["retention"]),
        str(entry["recipients"]) or _("Nobody outside the city"),
        entry["label"],
    ]


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell
