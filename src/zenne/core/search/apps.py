"""The search as a Django app."""

from django.apps import AppConfig

from zenne.core.personal_data.public import holds_no_personal_data


class SearchConfig(AppConfig):
    name = "zenne.core.search"
    label = "search"

    def ready(self) -> None:
        holds_no_personal_data("search", because="published texts and their words")
