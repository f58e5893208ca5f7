"""The pages on which everybody finds data."""

from django.urls import path, re_path

from zenne.dataportal.views import feed, pages

app_name = "dataportal"
OPEN_TO = "public"
urlpatterns = [
    path("", pages.dataset_list, name="datasets"),
    re_path(r"^feed\.atom$", feed.feed, name="feed"),
    path("<slug:slug>/", pages.dataset_page, name="dataset"),
    path("<slug:slug>/<slug:name>/", pages.table_page, name="table"),
]
