"""What people come for, in words."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zenne.counters.capacity.models import Desk, VisitType

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STEPS: "Final[dict[str, StrOrPromise]]" = {VisitType.Step.APPLY: _("apply"), VisitType.Step.COLLECT: _("collect")}


def desk_name(desk: Desk) -> str:
    """A desk in the reader's language: the branch, and its number there."""
    return f"{desk.branch.name}, {desk.number}"


def visit_name(visit: VisitType) -> str:
    """A visit in the reader's language: the service, and the step where it has two."""
    service, step = str(visit.service.name), STEPS.get(visit.step)
    return gettext("%(service)s: %(step)s") % {"service": service, "step": step} if step else service
