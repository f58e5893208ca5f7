"""The data portal as a Django app."""

from django.apps import AppConfig


class DataPortalConfig(AppConfig):
    name = "zenne.dataportal"
    label = "dataportal"

    def ready(self) -> None:
        from zenne.dataportal import (  # noqa: PLC0415 - models exist only now
            personal_data,
            quota,
            search_sources,
            tasks,
            words,
            workplace,
        )
        from zenne.dataportal.facts import own  # noqa: PLC0415

        personal_data.declare()
        search_sources.register_sources()
        words.name_everything()
        workplace.register_pages()
        tasks.declare_schedules()
        own.declare_own()
        quota.register()
