"""The layers of the map: the same in every language, so outside the languages' addresses."""

from django.urls import path

from zenne.catalogue.views import map as layers

app_name = "map"
OPEN_TO = "public"
urlpatterns = [
    path("streets.geojson", layers.streets, name="streets"),
    path("branches.geojson", layers.branches, name="branches"),
]
