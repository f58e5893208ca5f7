from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "zenne.catalogue"
    label = "catalogue"
