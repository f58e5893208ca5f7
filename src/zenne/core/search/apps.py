"""The search as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "zenne.core.search"
    label = "search"
