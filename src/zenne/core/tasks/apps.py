"""Background work as a Django app."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "zenne.core.tasks"
    label = "tasks"

    def ready(self) -> None:
        from zenne.core.tasks.own import register_own  # noqa: PLC0415 - models exist only now

        register_own()
