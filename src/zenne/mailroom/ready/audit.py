"""How what is done with ready answers is called on pages that people read."""

from django.utils.translation import gettext_lazy as _

from zenne.core.audit.public import name_actions
from zenne.core.outbox.public import name_kinds


def name_everything() -> None:
    """Say it to the audit log and the outbox, which keep codes."""
    name_actions(
        {
            "letters.write-ready": _("Wrote a ready answer"),
            "letters.approve-ready": _("Approved a ready answer"),
            "letters.switch-off-ready": _("Switched a ready answer off"),
            "letters.answer-ready": _("Answered a letter with a ready answer, without a person"),
        }
    )
    name_kinds(
        {
            "answers/mail/ready.html": _("Ready answer to a letter"),
            "ready/mail/off.html": _("A ready answer switched itself off"),
        }
    )
