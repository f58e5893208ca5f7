"""What this room makes known to others: its page in the workplace, the usual purposes, the names of its actions."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import NOT_SHOWN, FieldWords, StaffPage, name_fields, register_staff_page
from zenne.core.audit.addresses import LEARNED
from zenne.core.audit.permissions import READ_LOG
from zenne.core.audit.purposes import declare_usual_purposes, declared_purposes
from zenne.core.audit.words import name_actions


def register() -> None:
    """Called once, when the models exist."""
    declare_usual_purposes()
    name_actions(
        {
            "audit.read": _("Looked at who used whose data"),
            LEARNED: _("Noted that the e-mail address is proved"),
        }
    )
    name_fields(
        "audit:purpose",
        {
            "purpose": FieldWords(
                _("What do you need the data for?"), lambda: [(each.code, each.label) for each in declared_purposes()]
            ),
            "task": FieldWords(_("Which piece of work?")),
            "next": NOT_SHOWN,
        },
    )
    register_staff_page(
        StaffPage(
            title=_("Who used whose data"),
            description=_("Look for records of the audit log: by person, by what was done, by period."),
            route="audit:log",
            audience=READ_LOG,
        )
    )
