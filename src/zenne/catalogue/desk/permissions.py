"""What may be done with the texts of the catalogue, by those who work at the city."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

TRANSLATE: Final = permission("catalogue.translate", _("Write drafts of texts and translations"))
PUBLISH: Final = permission("catalogue.publish", _("Publish texts and translations, and take publications back"))
