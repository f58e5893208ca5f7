"""Answers as a Django app."""

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "zenne.mailroom.answers"
    label = "answers"

    def ready(self) -> None:
        from zenne.core.events.public import INSIDE, subscribe_together  # noqa: PLC0415 - models exist only now
        from zenne.mailroom.answers import audit, examples, personal_data, sources, tasks  # noqa: PLC0415
        from zenne.mailroom.letters.facts import LetterReceived  # noqa: PLC0415
        from zenne.mailroom.routing.public import register_letters, register_passages  # noqa: PLC0415

        personal_data.declare()
        audit.name_everything()
        tasks.declare_schedules()
        register_letters(examples.letters_with_service)
        register_passages(sources.answers_given)
        subscribe_together(LetterReceived, tasks.acknowledge_received, when=INSIDE)
