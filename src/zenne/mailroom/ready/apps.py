"""Ready answers as a Django app."""

from django.apps import AppConfig


class ReadyConfig(AppConfig):
    name = "zenne.mailroom.ready"
    label = "ready_answers"

    def ready(self) -> None:
        from zenne.core.events.public import INSIDE, subscribe  # noqa: PLC0415 - models exist only now
        from zenne.mailroom.answers.facts import AnswerJudged  # noqa: PLC0415
        from zenne.mailroom.answers.sources import register_sources  # noqa: PLC0415
        from zenne.mailroom.answers.without_person import register_way  # noqa: PLC0415
        from zenne.mailroom.ready import audit, personal_data, tasks, workplace  # noqa: PLC0415
        from zenne.mailroom.ready.actions.answer_by_itself import answer_by_itself  # noqa: PLC0415
        from zenne.mailroom.ready.suggestions import ReadySources  # noqa: PLC0415

        personal_data.declare()
        audit.name_everything()
        workplace.register()
        tasks.declare_schedules()
        register_way(lambda thread, now: answer_by_itself(thread=thread, now=now))
        register_sources(ReadySources())
        subscribe(AnswerJudged, tasks.heed, when=INSIDE)
