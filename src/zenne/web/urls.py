"""All addresses of the installation."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path

from zenne.web import views
from zenne.web.api import api

OPEN_TO = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("metrics", include("zenne.core.operations.metrics_urls")),
    path("healthz", views.healthz, name="healthz"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("", views.choose_language, name="choose-language"),
    path("map/", include("zenne.catalogue.map_urls")),
    path("api/v1/docs", views.open_api_docs, name="open-api-docs"),
    path("api/v1/", api.urls),
    re_path("^api/", views.no_such_operation),
    path("", include("zenne.catalogue.export_urls")),
    path("", include("zenne.dataportal.export_urls")),
    path("sign-in/", include("zenne.accounts.answer_urls")),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("search/", views.search_page, name="search"),
        path("components/", views.components, name="components"),
        path("api/", views.api_docs, name="api-docs"),
        path("", include("zenne.core.audit.urls")),
        path("", include("zenne.core.rights.urls")),
        path("staff/operations/", include("zenne.core.operations.urls")),
        path("", include("zenne.catalogue.urls")),
        path("", include("zenne.counters.figures.urls")),
        path("", include("zenne.counters.queue.urls")),
        path("staff/planning/", include("zenne.counters.planning.urls")),
        path("staff/colleagues/", include("zenne.workforce.urls")),
        path("data/", include("zenne.dataportal.urls")),
        path("appointments/", include("zenne.counters.appointments.urls")),
        path("staff/letters/", include("zenne.mailroom.desk.urls")),
        path("staff/letters/figures/", include("zenne.mailroom.figures.urls")),
        path("staff/letters/ready/", include("zenne.mailroom.ready.urls")),
        path("write/", include("zenne.mailroom.intake.urls")),
        path("answered/", include("zenne.mailroom.answers.urls")),
        path("", include("zenne.accounts.urls")),
        path("staff/data/", include("zenne.dataportal.staff_urls")),
        path("staff/translations/", include("zenne.catalogue.desk.urls")),
        path("", include("zenne.core.outbox.urls")),
        path("", include("zenne.core.tasks.urls")),
    ),
]

handler404 = "zenne.web.errors.page_not_found"
handler500 = "zenne.web.errors.server_error"
