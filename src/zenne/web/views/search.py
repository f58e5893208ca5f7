"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from zenne.core.search.public import search


def search_page(request: HttpRequest) -> HttpResponse:
    """Results for ``q`` in the reader's language first. The same page serves whole loads and results as one types."""
    query = request.GET.get("q", "")
    results = search(query=query, language=get_language() or "en") if query.strip() else None
    return render(request, "web/search.html", {"query": query[:200], "results": results, "is_live": True})
