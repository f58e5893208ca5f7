"""Colleagues in the menu of the workplace."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import StaffPage, register_staff_page
from zenne.workforce.permissions import MANAGE_STAFF


def register_pages() -> None:
    """Make the pages known to the menu."""
    register_staff_page(
        StaffPage(
            title=_("Colleagues"),
            description=_("Say who works at which branch, which languages they speak and what they can help with."),
            route="workforce:list",
            audience=MANAGE_STAFF,
        )
    )
