"""What search engines are told: all pages in all languages, and where they need not look."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zenne.catalogue.public import branches, life_events, services, shown_languages, topics
from zenne.core.content.public import kept_page, version_of
from zenne.dataportal.public import public_datasets

SECTIONS = ("", "services/", "branches/")
ROBOTS = """User-agent: *
Disallow: /*/search/?
Disallow: /*/components/

Sitemap: {base_url}/sitemap.xml
"""


@kept_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page in every language, each with its translations (https://www.sitemaps.org and hreflang)."""
    version = version_of(request)
    languages = [code for code, _name in shown_languages(version)]
    context = {"base_url": settings.BASE_URL, "paths": page_paths(version), "languages": languages}
    return render(request, "web/sitemap.xml", context, content_type="application/xml; charset=utf-8")


def page_paths(version: str) -> list[str]:
    """The addresses of all pages, after the language."""
    return [
        *SECTIONS,
        *(f"services/{slug}/" for slug in services().values_list("slug", flat=True)),
        *(f"branches/{branch.slug}/" for branch in branches(version)),
        *(f"topics/{topic.key}/" for topic in topics(version)),
        "data/",
        *(f"data/{slug}/" for slug in public_datasets()),
        *(f"life-events/{event.key}/" for event in life_events(version)),
    ]


def robots(request: HttpRequest) -> HttpResponse:
    """Results of searches are no pages to find."""
    return HttpResponse(ROBOTS.format(base_url=settings.BASE_URL), content_type="text/plain; charset=utf-8")
