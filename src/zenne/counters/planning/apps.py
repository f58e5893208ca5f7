"""Planning as a Django app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "zenne.counters.planning"
    label = "planning"

    def ready(self) -> None:
        from zenne.counters.planning import personal_data, workplace  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        workplace.register()
