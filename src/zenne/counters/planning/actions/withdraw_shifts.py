"""Withdraw shifts, and keep account of the appointments in them."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.counters.appointments.actions.withdraw_shift import withdraw_shift
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.planning.accounts import open_account
from zenne.counters.planning.models import Withdrawal


@needs(PLAN_SHIFTS)
@transaction.atomic
def withdraw_shifts(*, asker: Asker, branch: Branch, shifts: Collection[int], now: datetime) -> Withdrawal | None:
    """Withdraw some shifts of a branch, by their numbers. None: they were withdrawn already."""
    account = open_account(shifts, reason=Withdrawal.Reason.SHIFT, branch=branch, now=now)
    if account is not None:
        withdraw_shift(asker=asker, shifts=shifts, now=now)
    return account
