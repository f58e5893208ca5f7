"""Intake as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "zenne.mailroom.intake"
    label = "intake"

    def ready(self) -> None:
        from zenne.mailroom.intake import entrances, tasks  # noqa: PLC0415 - actions need models, which exist only now

        entrances.register()
        tasks.declare_schedules()
