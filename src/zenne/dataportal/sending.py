"""Rows as a file that is sent while it is read, to programs with a key and to people on a page alike."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse

from zenne.dataportal.query.answer import Prepared
from zenne.dataportal.query.export import export
from zenne.dataportal.query.formats.all import FORMATS, SAFE_FORMATS
from zenne.dataportal.rules.parameters import Asked, WrongParameter, asked_in


def asked_of(request: HttpRequest) -> Asked:
    """The question in an address. Raises WrongParameter."""
    pairs = [(name, str(value)) for name, values in request.GET.lists() for value in values]
    return asked_in(pairs, zone=ZoneInfo(settings.TIME_ZONE))


def require_file(asked: Asked) -> None:
    """Go on only with what a file can hold.

    Raises:
        WrongParameter: there is no such format, or something was asked for that only a page of rows has.
    """
    if asked.format not in FORMATS:
        raise WrongParameter("not-a-choice", "_format", choices=", ".join(FORMATS))
    if asked.question.is_counted:
        raise WrongParameter("count-of-a-file", "_count")
    if asked.question.facets:
        raise WrongParameter("facets-of-a-file", "_facet")
    if asked.is_safe and asked.format not in SAFE_FORMATS:
        raise WrongParameter("safe-of-another-format", "_safe")


def file_response(ready: Prepared, asked: Asked, *, name: str) -> StreamingHttpResponse:
    """All rows as a file, ``name`` and its format. It is not compressed on the way: that would be the slowest part.

    Raises:
        WrongParameter, NotAnswered: as ``export`` does.
    """
    pieces = export(ready, asked.format, is_safe=asked.is_safe)
    response = StreamingHttpResponse(pieces, content_type=FORMATS[asked.format].media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{asked.format}"'
    response["Content-Encoding"] = "identity"
    return response
