"""Content versions as a Django app."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "zenne.core.content"
    label = "content"
