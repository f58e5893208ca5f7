"""Background work as a Django app."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "zenne.core.tasks"
    label = "tasks"

    def ready(self) -> None:
        from zenne.core.tasks import own, personal_data  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        own.register_own()
