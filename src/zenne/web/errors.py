"""What people see when something cannot be shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import translation

from zenne.catalogue.public import best_language, shown_languages
from zenne.core.content.public import current_version, version_of
from zenne.core.rest.public import failed
from zenne.core.search.public import search
from zenne.web.languages import language_of_path

API = "/api/"
SUGGESTIONS = 5


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 in the best language, with what the reader may have meant."""
    if not hasattr(request, "content_version"):
        request.content_version = current_version()  # type: ignore[attr-defined]
    language = language_of_path(request.path)
    if language not in dict(shown_languages(version_of(request))):
        language = best_language(request)
    words = request.path.strip("/").rsplit("/", 1)[-1].replace("-", " ").replace("_", " ")
    with translation.override(language):
        found = search(query=words, language=language, limit=SUGGESTIONS) if words else None
        return render(request, "web/not_found.html", {"suggestions": found.items if found else ()}, status=404)


def form_not_accepted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that may come from another site, or from a page that was open too long."""
    return render(request, "web/form_not_accepted.html", status=403)


def not_this_way(request: HttpRequest) -> HttpResponse:
    """405: an address that takes something else than what was asked, such as a form without its page."""
    language = language_of_path(request.path) or best_language(request)
    with translation.override(language):
        return render(request, "web/not_this_way.html", status=405)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither the database nor the city, nor the style sheet; from the API a ``Problem``."""
    if request.path.startswith(API):
        with translation.override(translation.get_language_from_request(request)):
            return failed()
    language = language_of_path(request.path) or "en"
    with translation.override(language):
        context = {"home": f"/{language}/", "stylesheet": stylesheet()}
        return render(None, "web/server_error.html", context, status=500)


def stylesheet() -> str:
    """The address of the style sheet; empty when it was never built, which must not make an error of an error."""
    try:
        return static("web/zenne.entry.css")
    except (ValueError, OSError):
        return ""
