"""Languages as a Django app."""

from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "zenne.core.languages"
    label = "languages"
