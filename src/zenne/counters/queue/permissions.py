"""What may be done in the queue, and for others, by those who work at a counter."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

SERVE: Final = permission(
    "counters.serve", _("Call people to a desk and help them, and see the room of the own branch")
)
FIND_BOOKING: Final = permission(
    "counters.find-booking", _("Find the appointments of somebody by their address or number"), needs_purpose=True
)
