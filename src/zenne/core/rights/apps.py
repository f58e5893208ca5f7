"""The rights of people as a Django app; it has no tables."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "zenne.core.rights"
    label = "rights"

    def ready(self) -> None:
        from zenne.core.rights import tasks, words  # noqa: PLC0415 - models exist only now

        tasks.declare_schedules()
        words.name()
