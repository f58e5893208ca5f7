"""What may be done with accounts, by those who work at the city."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import permission

FIND_PERSON: Final = permission("accounts.find-person", _("Find people and open their card"), needs_purpose=True)
GRANT_ROLE: Final = permission("accounts.grant-role", _("Give and take away roles and places in teams"))
DEACTIVATE_PERSON: Final = permission("accounts.deactivate-person", _("Close an account and end its sessions"))
REVOKE_KEY: Final = permission("accounts.revoke-key", _("Revoke the API keys of others"))
