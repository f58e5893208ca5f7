"""The catalogue of data sets as files for programs, and the names of data sets."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from zenne.catalogue.public import best_language
from zenne.core.content.public import version_of
from zenne.dataportal.metadata.linked_data import LinkedData, catalogue_file, dataset_file

MEDIA_TYPES: Final = {"text/turtle": "ttl", "application/ld+json": "jsonld", "application/rdf+xml": "rdf"}
LONGEST_NUMBER: Final = 6


@require_safe
def catalogue(request: HttpRequest, form: str) -> HttpResponse:
    """A page of the catalogue in ``form``."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        raise Http404
    return answer(request, catalogue_file(version_of(request), form=form, number=int(number)))


@require_safe
def dataset(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """One data set in ``form``."""
    return answer(request, dataset_file(version_of(request), slug, form=form))


def answer(request: HttpRequest, found: LinkedData | None) -> HttpResponse:
    if found is None:
        raise Http404
    etag = f'W/"{found.digest}"'
    is_known = etag in parse_etags(request.headers.get("If-None-Match", ""))
    response = HttpResponseNotModified() if is_known else HttpResponse(found.body, content_type=found.content_type)
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return response


@require_safe
def thing_without_language(request: HttpRequest, path: str) -> HttpResponse:
    """The name of a data set or of all: programs are shown its description (303), people its page in their language."""
    wanted = request.get_preferred_type(["text/html", *MEDIA_TYPES])
    parts = path.strip("/").split("/")
    if wanted in MEDIA_TYPES:
        form = MEDIA_TYPES[wanted]
        address = f"/data/{parts[1]}.{form}" if len(parts) > 1 else f"/catalogue.{form}"
        response = HttpResponse(status=303, headers={"Location": address})
    else:
        response = HttpResponseRedirect(f"/{best_language(request)}/{path.rstrip('/')}/")
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response
