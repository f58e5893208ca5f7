"""Capacity as a Django app."""

from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "zenne.counters.capacity"
    label = "capacity"

    def ready(self) -> None:
        from zenne.counters.capacity import channels, city_file, closing, personal_data  # noqa: PLC0415 - models exist only now

        personal_data.declare()
        city_file.register()
        closing.follow_loads()
        channels.register_ways()
