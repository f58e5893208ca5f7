"""The catalogue as a Django app: it makes its documents known to the search."""

from django.apps import AppConfig

from zenne.core.personal_data.public import holds_no_personal_data


class CatalogueConfig(AppConfig):
    name = "zenne.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        holds_no_personal_data("catalogue", because="what the city folder says of services, branches and streets")
        from zenne.catalogue.search_sources import register_sources  # noqa: PLC0415 - models exist only now

        register_sources()
