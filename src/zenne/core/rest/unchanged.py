"""Spare a reader who has the answer already."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.utils.translation import get_language

import zenne
from zenne.core.content.public import version_of


def by_version(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark what ``view`` answers with the content version (ETag), and answer 304 to a reader who has that.

    Only for answers that follow from the content, the address and the reader's language alone: not from the time.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        etag = etag_of(request)
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return marked(HttpResponseNotModified(), etag)
        response = view(request, *args, **kwargs)
        return marked(response, etag) if response.status_code == 200 else response

    return answer


def etag_of(request: HttpRequest) -> str:
    """A mark of the content version, this software's version, the address and the language."""
    parts = [version_of(request), zenne.__version__, request.build_absolute_uri(), get_language() or ""]
    return f'W/"{hashlib.blake2b(chr(0).join(parts).encode(), digest_size=12).hexdigest()}"'


def marked(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response
