"""Operations as a Django app."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "zenne.core.operations"
    label = "operations"

    def ready(self) -> None:
        from zenne.core.operations.own import register_own  # noqa: PLC0415 - models exist only now

        register_own()
