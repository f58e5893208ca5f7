"""Addresses without a language: files for programs, and the names of data sets."""

from django.urls import path, re_path

from zenne.dataportal.views import linked_data

OPEN_TO = "public"
FORM = r"(?P<form>ttl|jsonld|rdf)"
urlpatterns = [
    path("catalogue.ttl", linked_data.catalogue, {"form": "ttl"}, name="catalogue-ttl"),
    path("catalogue.jsonld", linked_data.catalogue, {"form": "jsonld"}, name="catalogue-jsonld"),
    path("catalogue.rdf", linked_data.catalogue, {"form": "rdf"}, name="catalogue-rdf"),
    re_path(rf"^data/(?P<slug>[-\w]+)\.{FORM}$", linked_data.dataset, name="dataset-file"),
    re_path(r"^(?P<path>data/?|data/[-\w]+(?:/[-\w]+)?/?)$", linked_data.thing_without_language),
]
