"""Addresses without a language: files for programs, and the names of things."""

from django.urls import path, re_path

from zenne.catalogue.views import exports

OPEN_TO = "public"
urlpatterns = [
    path("services.ttl", exports.linked_services, {"form": "ttl"}, name="services-ttl"),
    path("services.jsonld", exports.linked_services, {"form": "jsonld"}, name="services-jsonld"),
    re_path(
        r"^(?P<path>services/?|branches/?|(?:services|branches|topics|life-events)/[-\w]+/?)$",
        exports.thing_without_language,
    ),
]
