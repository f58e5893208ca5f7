"""What may be done with capacity."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

PLAN_SHIFTS = permission("counters.plan", _("Plan who is at which desk when"))
