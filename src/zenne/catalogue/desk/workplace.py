"""Which pages of the desk belong to the workplace."""

from django.utils.translation import gettext_lazy as _

from zenne.catalogue.desk.permissions import TRANSLATE
from zenne.core.access.public import StaffPage, register_staff_page


def register_pages() -> None:
    """Make them known to the menu of the workplace."""
    register_staff_page(
        StaffPage(
            title=_("Translations"),
            description=_("See which texts are missing or outdated in each language, and write them."),
            route="translations:overview",
            audience=TRANSLATE,
        )
    )
