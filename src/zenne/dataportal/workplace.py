"""Which pages of the portal belong to the workplace."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import NOT_SHOWN, StaffPage, name_fields, register_staff_page
from zenne.dataportal.permissions import GRANT_PROFILES, MANAGE_DATA


def register_pages() -> None:
    """Make them known to the menu of the workplace."""
    name_fields("data:retire", {"do": NOT_SHOWN})
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
            below="data:list",
        )
    )
