"""Pages that belong to no module."""

from zenne.web.views.components import components
from zenne.web.views.health import healthz
from zenne.web.views.home import choose_language, home
from zenne.web.views.search import search_page

__all__ = ["choose_language", "components", "healthz", "home", "search_page"]
