"""The API for people: what can be asked and what comes back."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from zenne.catalogue.public import best_language, shown_languages
from zenne.core.content.public import version_of
from zenne.core.rest.public import not_found
from zenne.web.api import DESCRIPTION
from zenne.web.reference import groups


def api_docs(request: HttpRequest) -> HttpResponse:
    """Every operation of the API with its parameters, an example and the fields of the answer."""
    return render(request, "web/api_docs.html", {"groups": groups(), "rules": DESCRIPTION.split("\n\n")})


def open_api_docs(request: HttpRequest) -> HttpResponse:
    """From the address that developers try first to the page in the language of ``lang``, or in the reader's."""
    language = request.GET.get("lang", "")
    shown = dict(shown_languages(version_of(request)))
    with translation.override(language if language in shown else best_language(request)):
        return HttpResponseRedirect(reverse("api-docs"))


def no_such_operation(request: HttpRequest) -> HttpResponse:
    """404 in the form of the API for an address below ``/api/`` that does not exist."""
    return not_found(request, Http404())
