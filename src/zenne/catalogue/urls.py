"""The catalogue's pages."""

from django.urls import path

from zenne.catalogue.views import branches, exports, parity, services

app_name = "catalogue"
OPEN_TO = "everybody"
urlpatterns = [
    path("services/", services.service_list, name="services"),
    path("services/<slug:slug>/", services.service_page, name="service"),
    path("life-events/<slug:key>/", services.life_event_page, name="life-event"),
    path("topics/<slug:key>/", services.topic_page, name="topic"),
    path("branches/", branches.branch_list, name="branches"),
    path("branches/<slug:slug>/", branches.branch_page, name="branch"),
    path("parity/", parity.parity_page, name="parity"),
    path("branches/<slug:slug>/hours.ics", exports.branch_hours, name="branch-hours"),
]
