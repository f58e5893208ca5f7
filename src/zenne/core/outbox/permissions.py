"""What one may do with messages of the city."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

SEE_MESSAGES = permission("messages.see", _("See which messages could not be delivered"))
RETRY_MESSAGES = permission("messages.retry", _("Send a message again as it is, or close it, without reading it"))
READ_MESSAGES = permission(
    "messages.read", _("Read a message with its address, and correct the address"), needs_purpose=True
)
