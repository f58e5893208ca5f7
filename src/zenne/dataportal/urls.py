"""The pages on which everybody finds data."""

from django.urls import path

from zenne.dataportal.views import downloads, feed, pages

app_name = "dataportal"
OPEN_TO = "public"
urlpatterns = [
    path("", pages.dataset_list, name="datasets"),
    path("feed.atom", feed.feed, {"form": "atom"}, name="feed"),
    path("feed.rss", feed.feed, {"form": "rss"}, name="rss"),
    path("<slug:slug>/", pages.dataset_page, name="dataset"),
    path("<slug:slug>/<slug:name>/", pages.table_page, name="table"),
    path("<slug:slug>/<slug:name>/download/", downloads.table_file, name="download"),
]
