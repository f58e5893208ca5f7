"""The translation desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "zenne.catalogue.desk"
    label = "desk"

    def ready(self) -> None:
        from zenne.catalogue.desk.personal_data import declare  # noqa: PLC0415 - models exist only now
        from zenne.catalogue.desk.workplace import register_pages  # noqa: PLC0415

        declare()
        register_pages()
