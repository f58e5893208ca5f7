"""What those who write ready answers read."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.routing.rules.ready_answers import Why

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: "Final[dict[str, StrOrPromise]]" = {
    "unknown-ready": _("There is no such ready answer, or it is that of another team."),
    "unknown-team": _("Choose one of your teams."),
    "unknown-service": _("There is no such service. Choose one of the list."),
    "unknown-branch": _("There is no such branch. Choose one of the list."),
    "no-question": _("Write in one sentence which question is answered."),
    "no-texts": _("Write the examples and the answer in one language at least."),
    "no-text": _("Write the answer in this language too, or leave the examples empty."),
    "few-examples": _("Write at least three ways in which people ask this, each on a line of its own."),
    "needs-branch": _("This text speaks of a branch. Choose which one."),
    "too-long": _("This is too long. Shorten it."),
    "own-text": _("You wrote this text. Somebody else of the team approves it."),
    "changed": _("Somebody changed the text meanwhile. Read it again before you approve it."),
    "approved": _("This ready answer is approved already."),
    "off": _("This ready answer is switched off already."),
}
WHY: "Final[dict[Why, StrOrPromise]]" = {
    Why.LONG: _("It is longer than a ready answer takes, or empty."),
    Why.QUESTIONS: _("It has more than one question."),
    Why.ATTACHMENT: _("It has an attachment."),
    Why.UNREADABLE: _("Not all of it could be read."),
    Why.NUMBER: _("It has a national number or a bank account in it."),
    Why.REPLY: _("It answers an earlier message."),
    Why.COMPLAINT: _("It sounds like a complaint, or like something urgent."),
    Why.LANGUAGE: _("Its language is not sure."),
    Why.SERVICE: _("It is not sure which service it is about."),
}


def sentence(refused: AnswerRefused) -> str:
    """A refusal in the reader's language."""
    if refused.code == "unknown-placeholder":
        return gettext("“%(name)s” is no fact that we can fill in. Use one of the list.") % {"name": refused.name}
    return str(SENTENCES[refused.code])
