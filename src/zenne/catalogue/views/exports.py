"""The catalogue as files for programs."""

from datetime import datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from zenne.catalogue.exports.hours_calendar import hours_calendar
from zenne.catalogue.exports.linked_data import FORMS, linked_data
from zenne.catalogue.languages import best_language
from zenne.catalogue.queries import branches
from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import kept_page, version_of
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
        response = HttpResponseRedirect(f"/{best_language(request)}/{path.rstrip('/')}/")
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response


@kept_page
def branch_hours(request: HttpRequest, slug: str) -> HttpResponse:
    """When a branch is open, for the reader's own calendar."""
    version = version_of(request)
    branch = next((each for each in branches(version) if each.slug == slug), None)
    if branch is None:
        raise Http404
    time_zone = working_calendar(version).time_zone
    today = timezone.now().astimezone(time_zone).date()
    response = HttpResponse(
        hours_calendar(branch, version=version, today=today), content_type="text/calendar; charset=utf-8"
    )
    response.valid_until = datetime.combine(today + timedelta(days=1), time(), time_zone)  # type: ignore[attr-defined]
    return response
