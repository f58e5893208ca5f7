"""What officials may do for a person who asks for their rights."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

EXPORT = permission("personal-data.export", _("Make a copy of a person's data for them"), needs_purpose=True)
ERASE = permission("personal-data.erase", _("Erase a person's data at their request"), needs_purpose=True)
