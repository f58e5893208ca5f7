"""All rows of a table as a file, for whoever looks at its page: also for somebody who is signed in and has no key."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from zenne.core.access.public import PUBLIC, asker_of, open_to
from zenne.core.limits.public import Limit, by_asker, limited
from zenne.core.rest.public import Refused
from zenne.dataportal.actions.note_use import note_use
from zenne.dataportal.query.answer import prepared
from zenne.dataportal.query.export import export
from zenne.dataportal.query.formats.all import FORMATS
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rest.refusing import refusing
from zenne.dataportal.rest.rows import pairs, require_format
from zenne.dataportal.rules.parameters import Asked, WrongParameter, asked_in

DOWNLOADS: Final = Limit("data.download", times=60, per=timedelta(minutes=1))


@open_to(PUBLIC)
@limited(DOWNLOADS, by=by_asker, methods=("GET", "HEAD"))
@require_safe
def table_file(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """The rows that the reader may see, asked for with the parameters of the API."""
    try:
        with refusing():
            asked = asked_for(request)
            ready = prepared(slug, name, asked.question, reader=reader_of(asker_of(request)))
            pieces = export(ready, asked.format)
    except Refused as refusal:
        if refusal.status == HTTPStatus.NOT_FOUND:
            raise Http404 from None
        context = {"slug": slug, "name": name, "problem": refusal.problem}
        return render(request, "dataportal/no_file.html", context, status=refusal.status)
    note_use(ready.version.table_id, asked.format)
    return attachment(pieces, asked.format, name=f"{slug}-{name}.{asked.format}")


def asked_for(request: HttpRequest) -> Asked:
    """The question of an address. Raises WrongParameter."""
    asked = asked_in(pairs(request), zone=ZoneInfo(settings.TIME_ZONE))
    if asked.format not in FORMATS:
        raise WrongParameter("not-a-choice", "_format", choices=", ".join(FORMATS))
    require_format(asked)
    return asked


def attachment(pieces: Iterator[bytes], format_name: str, *, name: str) -> StreamingHttpResponse:
    """A file that is sent while it is read, and that nobody between the reader and the city keeps."""
    response = StreamingHttpResponse(pieces, content_type=FORMATS[format_name].media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Encoding"] = "identity"
    response["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    return response
