"""Which pages of accounts belong to the workplace."""

from django.utils.translation import gettext_lazy as _

from zenne.accounts.permissions import DEACTIVATE_PERSON, FIND_PERSON, GRANT_ROLE, REVOKE_KEY
from zenne.core.access.public import StaffPage, register_staff_page
from zenne.core.rights.public import EXPORT


def register_pages() -> None:
    """Make them known to the menu of the workplace."""
    for page in (
        StaffPage(_("People"), _("Find somebody and open their card."), "accounts:people", FIND_PERSON),
        StaffPage(
            _("Rights of people"),
            _("Give somebody a copy of their data, or erase it at their request."),
            "accounts:rights",
            EXPORT,
            below="accounts:people",
        ),
        StaffPage(_("Roles and teams"), _("See who may do what, and change it."), "accounts:roles", GRANT_ROLE),
        StaffPage(
            _("Close an account"),
            _("Close an account that must not be used any more, or open it again."),
            "accounts:accounts",
            DEACTIVATE_PERSON,
        ),
        StaffPage(_("API keys"), _("See which programs have a key, and revoke one."), "accounts:all-keys", REVOKE_KEY),
    ):
        register_staff_page(page)
