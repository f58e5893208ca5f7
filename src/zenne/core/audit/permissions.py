"""Who may read the audit log."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

READ_LOG = permission("audit.read", _("Read who used whose data"), needs_purpose=True)
