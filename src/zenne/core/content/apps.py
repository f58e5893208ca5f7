"""Content versions as a Django app."""

from django.apps import AppConfig

from zenne.core.personal_data.public import holds_no_personal_data


class ContentConfig(AppConfig):
    name = "zenne.core.content"
    label = "content"

    def ready(self) -> None:
        holds_no_personal_data("content", because="a token that says which content readers see")
