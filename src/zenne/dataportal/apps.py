"""The data portal as a Django app."""

from django.apps import AppConfig


class DataPortalConfig(AppConfig):
    name = "zenne.dataportal"
    label = "dataportal"

    def ready(self) -> None:
        from zenne.dataportal import personal_data, quota, search_sources, workplace  # noqa: PLC0415 - models exist only now
        from zenne.dataportal.facts import own  # noqa: PLC0415

        personal_data.declare()
        search_sources.register_sources()
        workplace.register_pages()
        own.declare_own()
        quota.register()
