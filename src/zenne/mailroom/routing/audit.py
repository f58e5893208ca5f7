"""How what is recorded about routing is called on pages that people read."""

from django.utils.translation import gettext_lazy as _

from zenne.core.audit.public import name_actions


def name_everything() -> None:
    """Say it to the audit log, which keeps codes."""
    name_actions(
        {
            "letters.learn-routing": _("Learned which service letters are for"),
            "letters.take-back-routing": _("Went back to an earlier way of finding the service of letters"),
        }
    )
