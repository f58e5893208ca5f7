"""Appointments as a Django app."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "zenne.counters.appointments"
    label = "appointments"

    def ready(self) -> None:
        from zenne.counters.appointments import audit, entrances, personal_data, tasks  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        audit.name_everything()
        entrances.register()
        tasks.declare_schedules()
