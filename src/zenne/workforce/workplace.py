"""Colleagues in the menu of the workplace."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import FieldWords, StaffPage, name_fields, register_staff_page
from zenne.workforce.permissions import MANAGE_STAFF


def register_pages() -> None:
    """Make the pages known to the menu, and say how the fields of their forms are called."""
    for route in ("workforce:add", "workforce:change"):
        name_fields(
            route,
            {
                "name": FieldWords(_("Name")),
                "branch": FieldWords(_("Branch")),
                "team": FieldWords(_("Team")),
                "languages": FieldWords(_("Languages in which they help people")),
                "other_languages": FieldWords(_("Other languages")),
                "whole_groups": FieldWords(_("What they can help with")),
                "services": FieldWords(_("Services")),
                "account": FieldWords(_("E-mail address of their account")),
                "staff_number": FieldWords(_("Staff number")),
            },
        )
    register_staff_page(
        StaffPage(
            title=_("Colleagues"),
            description=_("Say who works at which branch, which languages they speak and what they can help with."),
            route="workforce:list",
            audience=MANAGE_STAFF,
        )
    )
