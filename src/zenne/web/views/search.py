"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from zenne.core.search.public import search

A_FEW, MOST = 5, 20


def search_page(request: HttpRequest) -> HttpResponse:
    """Results for ``q`` in the reader's language first. The same page serves whole loads and results as one types.

    Below the box of another page only a few are shown, with a link to all.
    """
    query = request.GET.get("q", "")
    is_few = "few" in request.GET
    limit = A_FEW if is_few else MOST
    results = search(query=query, language=get_language() or "en", limit=limit) if query.strip() else None
    return render(request, "web/search.html", {"query": query[:200], "results": results, "is_few": is_few})
