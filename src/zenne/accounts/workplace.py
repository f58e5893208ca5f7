"""Which pages of accounts belong to the workplace, and how roles and deeds are called in the audit log."""

from django.utils.translation import gettext_lazy as _

from zenne.accounts.permissions import FIND_PERSON, GRANT_ROLE, REVOKE_KEY
from zenne.accounts.roles import ROLES
from zenne.core.access.public import StaffPage, register_staff_page
from zenne.core.audit.public import name_actions, name_roles


def register_pages() -> None:
    """Make them known to the menu of the workplace, and their words to the audit log."""
    for page in (
        StaffPage(_("People"), _("Find somebody and open their card."), "accounts:people", FIND_PERSON),
        StaffPage(_("Roles and teams"), _("See who may do what, and change it."), "accounts:roles", GRANT_ROLE),
        StaffPage(_("API keys"), _("See which programs have a key, and revoke one."), "accounts:all-keys", REVOKE_KEY),
    ):
        register_staff_page(page)
    name_roles({role.code: role.label for role in ROLES})
    name_actions(
        {
            "accounts.find-people": _("Looked for people"),
            "accounts.view-person": _("Opened the card of a person"),
            "accounts.grant-role": _("Gave a role"),
            "accounts.take-role-away": _("Took a role away"),
            "accounts.deactivate-person": _("Closed an account"),
            "accounts.end-session": _("Ended a session"),
            "accounts.create-key": _("Made an API key"),
            "accounts.revoke-key": _("Revoked an API key"),
        }
    )
