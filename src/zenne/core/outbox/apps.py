"""The outbox as a Django app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "zenne.core.outbox"
    label = "outbox"

    def ready(self) -> None:
        from zenne.core.outbox import checks, own, personal_data  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        own.register_own()
        checks.register_checks()
