"""Which pages of the portal belong to the workplace, and how its actions are called in the audit log."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import StaffPage, register_staff_page
from zenne.core.audit.public import name_actions
from zenne.dataportal.permissions import GRANT_PROFILES, MANAGE_DATA


def register_pages() -> None:
    """Make them known to the menu of the workplace, and their actions to the audit log."""
    name_actions(
        {
            "data.describe": _("Described a data set"),
            "data.protect": _("Said who sees what of a table"),
            "data.make-profile": _("Made or changed a profile for protected data"),
            "data.grant-profile": _("Gave access to protected data"),
            "data.take-profile-away": _("Took access to protected data away"),
            "data.retire": _("Took a data set away from readers"),
            "data.bring-back": _("Brought a data set back to readers"),
            "data.receive-file": _("Sent a file for a data set"),
            "data.read-quarantine": _("Looked at rows that did not fit"),
        }
    )
    register_staff_page(
        StaffPage(
            title=_("Data sets"),
            description=_("Load files, describe data sets, and say who may see them."),
            route="data:list",
            audience=MANAGE_DATA,
        )
    )
    register_staff_page(
        StaffPage(
            title=_("Access to data"),
            description=_("Make profiles for protected data, and give them to people and keys."),
            route="data:profiles",
            audience=GRANT_PROFILES,
        )
    )
