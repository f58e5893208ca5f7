"""How what is recorded about letters is called on pages that people read."""

from django.utils.translation import gettext_lazy as _

from zenne.core.audit.public import name_actions


def name_everything() -> None:
    """Say it to the audit log, which keeps codes."""
    name_actions(
        {
            "letters.receive": _("Received a letter"),
        }
    )
