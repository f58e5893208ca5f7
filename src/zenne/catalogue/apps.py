"""The catalogue as a Django app: it makes its documents known to the search."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "zenne.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from zenne.catalogue.search_sources import register_sources  # noqa: PLC0415 - models exist only now

        register_sources()
