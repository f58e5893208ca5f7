"""Letters as a Django app. Its label is older than its place: tables and migrations are named after it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "zenne.mailroom.letters"
    label = "mailroom"

    def ready(self) -> None:
        from zenne.mailroom.letters import audit, checks, personal_data, tasks  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        audit.name_everything()
        tasks.declare_schedules()
        checks.register_checks()
