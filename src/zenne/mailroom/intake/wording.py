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
    "too-many-files": _("These are more than five files. Leave some out, or send them with a second letter."),
    "file-too-large": _("A file may have 10 MB at most. Choose a smaller one."),
    "files-too-large": _(
        "All files together may have 15 MB at most. Leave some out, or send them with a second letter."
    ),
    "empty-file": _("One of the files is empty. Choose it once more."),
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
    "too-many-files": "attachments",
    "file-too-large": "attachments",
    "files-too-large": "attachments",
    "empty-file": "attachments",
}


def sentence(code: str) -> "StrOrPromise":
    """A refusal in the reader's language."""
    return SENTENCES[code]
