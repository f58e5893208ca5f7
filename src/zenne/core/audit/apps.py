"""The audit log as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "zenne.core.audit"
    label = "audit"

    def ready(self) -> None:
        from zenne.core.audit import personal_data, workplace  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        workplace.register()
