"""The figures of the mailroom as a Django app."""

from django.apps import AppConfig


class LetterFiguresConfig(AppConfig):
    name = "zenne.mailroom.figures"
    label = "letter_figures"

    def ready(self) -> None:
        from zenne.mailroom.figures import personal_data, sets, tasks, workplace  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        sets.declare()
        tasks.declare_schedules()
        workplace.register()
