"""Addresses without a language: files for programs, and the names of data sets."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from zenne.dataportal.views import linked_data


class NameOfData(StringConverter):
    """The address of a page of the portal without its language."""

    regex = r"(?:data/?|data/[-\w]+(?:/[-\w]+)?/?)"


class Form(StringConverter):
    """In which form a description is wanted."""

    regex = "ttl|jsonld|rdf"


register_converter(NameOfData, "data")
register_converter(Form, "linked-data")
OPEN_TO = "public"
urlpatterns = [
    path("catalogue.ttl", linked_data.catalogue, {"form": "ttl"}, name="catalogue-ttl"),
    path("catalogue.jsonld", linked_data.catalogue, {"form": "jsonld"}, name="catalogue-jsonld"),
    path("catalogue.rdf", linked_data.catalogue, {"form": "rdf"}, name="catalogue-rdf"),
    path("data/<slug:slug>.<linked-data:form>", linked_data.dataset, name="dataset-file"),
    path("<data:path>", linked_data.thing_without_language),
]
