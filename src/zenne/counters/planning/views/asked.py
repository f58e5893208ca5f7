"""What an address of planning names."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest

from zenne.catalogue.public import Branch, branches
from zenne.core.access.public import asker_of
from zenne.core.content.public import version_of
from zenne.counters.capacity.models import Shift
from zenne.counters.planning.fates import withdrawal_named
from zenne.counters.planning.models import Withdrawal
from zenne.counters.planning.places import shift_numbered
from zenne.counters.planning.rules.weeks import monday_of

Thing = TypeVar("Thing")


def asked_branch(request: HttpRequest, slug: str) -> Branch:
    """The branch with this slug. Raises Http404."""
    return found(next((branch for branch in branches(version_of(request)) if branch.slug == slug), None))


def asked_week(name: str) -> date:
    """The Monday of a week. Raises Http404."""
    return found(monday_of(name))


def asked_day(request: HttpRequest) -> date | None:
    """The day that the address names; None for none, or for what is no day."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def asked_shift(request: HttpRequest, number: int) -> Shift:
    """A shift that is still planned. Raises Http404."""
    return found(shift_numbered(asker=asker_of(request), number=number) if number < 2**63 else None)


def asked_withdrawal(request: HttpRequest, uuid: UUID) -> Withdrawal:
    """The withdrawal with this name. Raises Http404."""
    return found(withdrawal_named(asker=asker_of(request), uuid=uuid))


def found(thing: Thing | None) -> Thing:
    """The thing, which must be there. Raises Http404."""
    if thing is None:
        raise Http404
    return thing
