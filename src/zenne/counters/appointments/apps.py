"""Appointments as a Django app."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "zenne.counters.appointments"
    label = "appointments"

    def ready(self) -> None:
        from zenne.accounts.public import AddressProved  # noqa: PLC0415 - models exist only now
        from zenne.core.events.public import INSIDE, subscribe  # noqa: PLC0415 - models exist only now
        from zenne.counters.appointments import audit, entrances, personal_data, tasks  # noqa: PLC0415 - models exist only now
        from zenne.counters.appointments.actions.claim_by_address import claim_by_address  # noqa: PLC0415

        subscribe(AddressProved, claim_by_address, when=INSIDE)
        personal_data.declare()
        audit.name_everything()
        entrances.register()
        tasks.declare_schedules()
