"""Routing as a Django app. It has no tables: what was learned is in files."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    name = "zenne.mailroom.routing"
    label = "routing"

    def ready(self) -> None:
        from zenne.mailroom.routing import audit, tasks  # noqa: PLC0415 - models exist only now

        audit.name_everything()
        tasks.declare_schedules()
