"""What one may do with background work."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

SEE_WORK = permission("tasks.see", _("See what waits, runs and failed in the background"))
RETRY_WORK = permission("tasks.retry", _("Try failed work again"))
READ_WORK_DETAILS = permission(
    "tasks.read-details", _("Read the data that background work was given"), needs_purpose=True
)
