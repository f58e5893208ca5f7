"""All addresses of the installation."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from zenne.web import views

OPEN_TO = "everybody"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("", views.choose_language, name="choose-language"),
    path("map/", include("zenne.catalogue.map_urls")),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("search/", views.search_page, name="search"),
        path("components/", views.components, name="components"),
        path("", include("zenne.catalogue.urls")),
    ),
]

handler404 = "zenne.web.errors.page_not_found"
handler500 = "zenne.web.errors.server_error"
