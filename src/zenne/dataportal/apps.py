"""The data portal as a Django app."""

from django.apps import AppConfig


class DataPortalConfig(AppConfig):
    name = "zenne.dataportal"
    label = "dataportal"

    def ready(self) -> None:
        from zenne.dataportal.personal_data import declare  # noqa: PLC0415 - models exist only now
        from zenne.dataportal.tasks import declare_schedules  # noqa: PLC0415
        from zenne.dataportal.words import name_everything  # noqa: PLC0415

        declare()
        declare_schedules()
        name_everything()
