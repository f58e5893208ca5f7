"""The data portal as a Django app."""

from django.apps import AppConfig


class DataPortalConfig(AppConfig):
    name = "zenne.dataportal"
    label = "dataportal"

    def ready(self) -> None:
        from zenne.dataportal.personal_data import declare  # noqa: PLC0415 - models exist only now

        declare()
