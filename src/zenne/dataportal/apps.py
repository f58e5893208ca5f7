"""The data portal as a Django app."""

from django.apps import AppConfig


class DataPortalConfig(AppConfig):
    name = "zenne.dataportal"
    label = "dataportal"

    def ready(self) -> None:
        from zenne.dataportal import personal_data, search_sources, tasks, workplace  # noqa: PLC0415 - models exist only now
        from zenne.dataportal.facts import own  # noqa: PLC0415
        from zenne.dataportal.use import quota  # noqa: PLC0415
        from zenne.dataportal.words import audit  # noqa: PLC0415

        personal_data.declare()
        search_sources.register_sources()
        audit.name_everything()
        workplace.register_pages()
        tasks.declare_schedules()
        own.declare_own()
        quota.register()
