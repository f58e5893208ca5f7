"""Operations as a Django app."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "zenne.core.operations"
    label = "operations"
