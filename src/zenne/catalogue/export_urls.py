"""Addresses without a language: files for programs, and the names of things."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from zenne.catalogue.views import exports


class NameOfThing(StringConverter):
    """The address of a page of the catalogue without its language."""

    regex = r"(?:services/?|branches/?|(?:services|branches|topics|life-events)/[-\w]+/?)"


register_converter(NameOfThing, "thing")
OPEN_TO = "public"
urlpatterns = [
    path("services.ttl", exports.linked_services, {"form": "ttl"}, name="services-ttl"),
    path("services.jsonld", exports.linked_services, {"form": "jsonld"}, name="services-jsonld"),
    path("<thing:path>", exports.thing_without_language),
]
