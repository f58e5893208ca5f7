"""What people read when no letter can be made of what they filled in."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: "Final[dict[str, StrOrPromise]]" = {
    "no-text": _("Write your question or message."),
    "no-subject": _("Write in a few words what it is about."),
    "no-name": _("Write your name, so that we can answer you personally."),
    "wrong-email": _("Write your e-mail address, like name@example.org."),
    "own-email": _("This is our own address. Write yours, so that the answer comes to you."),
    "unknown-service": _("There is no such service. Choose one of the list."),
    "too-long": _("This is too long. Leave out what is less important."),
    "unknown-letter": _("There is no such letter. Perhaps the link is not complete."),
}
FIELDS: Final = {
    "no-text": "text",
    "no-subject": "subject",
    "no-name": "name",
    "wrong-email": "email",
    "own-email": "email",
    "unknown-service": "service",
    "too-long": "text",
}


def sentence(code: str) -> "StrOrPromise":
    """A refusal in the reader's language."""
    return SENTENCES[code]
