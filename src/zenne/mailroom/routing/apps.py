"""Routing as a Django app. It has no tables: what was learned is in files."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    name = "zenne.mailroom.routing"
    label = "routing"

    def ready(self) -> None:
        from zenne.mailroom.routing import audit, checks, tasks  # noqa: PLC0415 - models exist only now
        from zenne.mailroom.routing.encoding import register_encoder  # noqa: PLC0415
        from zenne.mailroom.routing.universal import universal_encoder  # noqa: PLC0415

        audit.name_everything()
        register_encoder(universal_encoder)
        checks.register_checks()
        tasks.declare_schedules()
