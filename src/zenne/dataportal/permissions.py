"""What may be done in the data portal beside reading what is public."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

READ_PARTNER = permission("data.read-partner", _("Read data that is shared with partners"))
READ_OFFICIAL = permission("data.read-official", _("Read data that is for officials"))
MANAGE_DATA = permission("data.manage", _("Load, describe, protect and publish data sets"))
READ_QUARANTINE = permission("data.read-quarantine", _("Read the rows that did not fit a data set"), needs_purpose=True)
GRANT_PROFILES = permission("data.grant", _("Give people and keys access to protected data"))
