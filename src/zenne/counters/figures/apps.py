"""The figures of the counters as a Django app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "zenne.counters.figures"
    label = "figures"

    def ready(self) -> None:
        from zenne.counters.figures import entrances, personal_data, sets, tasks  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        sets.declare()
        entrances.register()
        tasks.declare_schedules()
