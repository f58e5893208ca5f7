"""The layers of the city's map."""

import gzip
import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from zenne.catalogue.layers import branches_layer, streets_layer
from zenne.core.content.public import version_of

GEOJSON = "application/geo+json"


@require_safe
def streets(request: HttpRequest) -> HttpResponse:
    """Every street of the city with its line."""
    compressed = streets_layer(version_of(request))
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = layer(request, compressed)
        response["Content-Encoding"] = "gzip"
    else:
        response = layer(request, gzip.decompress(compressed))
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_safe
def branches(request: HttpRequest) -> HttpResponse:
    """Every branch as a point, in the language ``lang``."""
    language = request.GET.get("lang", settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return layer(request, branches_layer(version_of(request), language))


def layer(request: HttpRequest, body: bytes) -> HttpResponse:
    """A layer, or 304 for a reader who has it. Open data: every site may read it."""
    etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    response = HttpResponse(body, content_type=GEOJSON)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response
