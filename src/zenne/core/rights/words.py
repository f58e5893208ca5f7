"""How the actions of this room are called in the audit log."""

from django.utils.translation import gettext_lazy as _

from zenne.core.audit.public import name_actions


def name() -> None:
    """Make the names known."""
    name_actions(
        {
            "personal-data.view": _("Looked at which data is kept"),
            "personal-data.export": _("Made a copy of the data"),
            "personal-data.erase": _("Erased the data on request"),
            "personal-data.expire": _("Erased data that was kept for as long as allowed"),
        }
    )
