"""What some may do in operations and others may not."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

SEE = permission("operations.see", _("See how the installation is doing"))
