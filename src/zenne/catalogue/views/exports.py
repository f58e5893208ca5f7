"""The catalogue as files for programs."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from zenne.catalogue.exports.linked_data import FORMS, linked_data
from zenne.core.content.public import version_of
from zenne.core.rest.public import by_version

MEDIA_TYPES = {"text/turtle": "ttl", "application/ld+json": "jsonld"}


@require_safe
@by_version
def linked_services(request: HttpRequest, form: str) -> HttpResponse:
    """All services as linked data in ``form``."""
    _name, content_type = FORMS[form]
    return HttpResponse(linked_data(version_of(request), form), content_type=content_type)


@require_safe
def thing_without_language(request: HttpRequest, path: str) -> HttpResponse:
    """The name of a thing: programs are shown its description (303), people its page in their language."""
    wanted = request.get_preferred_type(["text/html", *MEDIA_TYPES])
    if wanted in MEDIA_TYPES:
        response = HttpResponse(status=303, headers={"Location": f"/services.{MEDIA_TYPES[wanted]}"})
    else:
        response = HttpResponseRedirect(f"/{request.LANGUAGE_CODE}/{path.rstrip('/')}/")
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response
