"""Pages that belong to no module."""

from zenne.web.views.api_docs import api_docs, no_such_operation, open_api_docs
from zenne.web.views.components import components
from zenne.web.views.health import healthz
from zenne.web.views.home import choose_language, home
from zenne.web.views.search import search_page
from zenne.web.views.sitemap import robots, sitemap

__all__ = [
    "api_docs",
    "choose_language",
    "components",
    "healthz",
    "home",
    "no_such_operation",
    "open_api_docs",
    "robots",
    "search_page",
    "sitemap",
]
