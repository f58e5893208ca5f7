"""Which pages of the desk belong to the workplace."""

from django.utils.translation import gettext_lazy as _

from zenne.catalogue.desk.permissions import TRANSLATE
from zenne.catalogue.desk.words import words_of_typed
from zenne.core.access.public import StaffPage, name_fields, register_staff_page
from zenne.core.audit.public import name_actions


def register_pages() -> None:
    """Make them known to the menu of the workplace, and their actions to the audit log."""
    name_actions(
        {
            "catalogue.publish-texts": _("Published texts of the catalogue"),
            "catalogue.drop-draft": _("Threw a draft of texts away"),
            "catalogue.drop-edit": _("Forgot an edit of a text"),
        }
    )
    name_fields("translations:thing", words_of_typed)
    register_staff_page(
        StaffPage(
            title=_("Translations"),
            description=_("See which texts are missing or outdated in each language, and write them."),
            route="translations:overview",
            audience=TRANSLATE,
        )
    )
