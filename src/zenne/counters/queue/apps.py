"""The queue as a Django app."""

from django.apps import AppConfig


class QueueConfig(AppConfig):
    name = "zenne.counters.queue"
    label = "queue"

    def ready(self) -> None:
        from zenne.counters.queue import closing, linking, personal_data, tasks, workplace  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        workplace.register()
        closing.follow()
        linking.register()
        tasks.declare_schedules()
