"""The workforce as a Django app."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "zenne.workforce"
    label = "workforce"

    def ready(self) -> None:
        from zenne.workforce import personal_data, words, workplace  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        words.name_everything()
        workplace.register_pages()
