"""What may be done with the workforce."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

MANAGE_STAFF = permission(
    "workforce.manage", _("Say who works at which counter, in which languages, with which services")
)
