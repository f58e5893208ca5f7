"""The mailroom as a Django app."""

from django.apps import AppConfig


class MailroomConfig(AppConfig):
    name = "zenne.mailroom"
    label = "mailroom"

    def ready(self) -> None:
        from zenne.mailroom import audit, personal_data  # noqa: PLC0415 - models exist only now
        from zenne.mailroom.routing import tasks  # noqa: PLC0415

        personal_data.declare()
        audit.name_everything()
        tasks.declare_schedules()
