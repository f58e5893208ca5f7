"""The desk of the mailroom as a Django app."""

from django.apps import AppConfig


class LetterDeskConfig(AppConfig):
    name = "zenne.mailroom.desk"
    label = "letter_desk"

    def ready(self) -> None:
        from zenne.mailroom.desk import workplace  # noqa: PLC0415 - models exist only now

        workplace.register()
