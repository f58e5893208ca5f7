"""How what is done with letters is called on pages that people read."""

from django.utils.translation import gettext_lazy as _

from zenne.core.audit.public import name_actions
from zenne.core.outbox.public import name_kinds


def name_everything() -> None:
    """Say it to the audit log and the outbox, which keep codes."""
    name_actions(
        {
            "letters.hold": _("Began to answer a letter"),
            "letters.save-answer": _("Saved the draft of an answer"),
            "letters.send-answer": _("Sent an answer"),
            "letters.take-back": _("Took an answer back before it left"),
            "letters.hand-over": _("Gave a letter to another team"),
            "letters.show-answer": _("Read an earlier answer as a suggestion for another letter"),
            "letters.use-suggestion": _("Used a suggestion in the draft of an answer"),
            "letters.translate": _("Let a machine translate a letter"),
            "letters.translate-answer": _("Let a machine translate the draft of an answer"),
            "letters.check-answer": _("Looked at an answer of a colleague"),
            "letters.judge-answer": _("Said whether a letter was answered"),
            "letters.merge": _("Put two letters together"),
            "letters.split": _("Took a letter apart"),
            "letters.ask-colleague": _("Asked a colleague about a letter"),
            "letters.tell-colleague": _("Told a colleague something about a letter"),
            "letters.link": _("Linked a letter to what it is about"),
            "letters.unlink": _("Took a link of a letter away"),
            "letters.close": _("Closed a letter"),
            "letters.say-away": _("Said how many of a team are away"),
            "letters.end-away": _("Took back how many of a team are away"),
        }
    )
    name_kinds(
        {
            "answers/mail/acknowledged.html": _("A letter came"),
            "answers/mail/promised.html": _("The day on which the answer to a letter comes"),
            "answers/mail/divided.html": _("A second question in a letter"),
            "answers/mail/asked.html": _("A colleague asks something about a letter"),
            "answers/mail/told.html": _("A colleague answered your question about a letter"),
            "answers/mail/answer.html": _("Answer to a letter"),
        }
    )
