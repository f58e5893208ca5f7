"""Letters in the menu of the workplace and in the audit log."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import NOT_SHOWN, FieldWords, StaffPage, name_fields, register_staff_page
from zenne.core.audit.public import name_actions
from zenne.mailroom.answers.permissions import ANSWER_LETTERS

PAGES: Final = (
    StaffPage(
        title=_("Letters"),
        description=_("Answer those who write to the city, in time. What is due today comes first."),
        route="letters:list",
        audience=ANSWER_LETTERS,
    ),
    StaffPage(
        title=_("Write down a letter"),
        description=_("A letter on paper, or a question on the telephone that nobody can answer at once."),
        route="letters:note",
        audience=ANSWER_LETTERS,
        below="letters:list",
    ),
    StaffPage(
        title=_("Find a letter"),
        description=_("A letter of your team, open or done: by its words, its writer or its link."),
        route="letters:find",
        audience=ANSWER_LETTERS,
        below="letters:list",
    ),
    StaffPage(
        title=_("Who is away"),
        description=_("How many of your team are on leave or ill, so that the days that are promised hold."),
        route="letters:away",
        audience=ANSWER_LETTERS,
        below="letters:list",
    ),
    StaffPage(
        title=_("Look at an answer of a colleague"),
        description=_("One in twenty answers, after it was sent, to learn from each other."),
        route="letters:checks",
        audience=ANSWER_LETTERS,
        below="letters:list",
    ),
)

ANSWER: Final = {
    "text": FieldWords(_("Your answer")),
    "language": FieldWords(_("Language of the answer")),
    "signed_by": FieldWords(_("Name below the answer")),
    "asks_back": NOT_SHOWN,
}


def register() -> None:
    """Make the pages known to the menu, and the actions to the audit log."""
    for page in PAGES:
        register_staff_page(page)
    name_fields_of_answers()
    name_fields_of_letters()
    name_fields_of_absences()
    name_actions(
        {
            "letters.find": _("Searched in the letters of the own teams"),
            "letters.play": _("Invented the letters of the demonstration"),
            "letters.read": _("Read a letter"),
            "letters.read-file": _("Opened a letter as it came, or a file in it"),
        }
    )


def name_fields_of_answers() -> None:
    """What is typed to answer a letter."""
    name_fields("letters:answer", {**ANSWER, "do": NOT_SHOWN})
    name_fields("letters:use", {**ANSWER, "suggestion": NOT_SHOWN})
    name_fields(
        "letters:checks",
        {
            "answer": NOT_SHOWN,
            "verdict": FieldWords(_("What do you think of the answer?")),
            "remark": FieldWords(_("Remark")),
        },
    )


def name_fields_of_letters() -> None:
    """What is typed about a letter itself."""
    name_fields(
        "letters:ask",
        {"asked": FieldWords(_("Whom do you ask?")), "note": FieldWords(_("What do you want to know?"))},
    )
    name_fields("letters:asked", {"note": FieldWords(_("Your answer to your colleague"))})
    name_fields("letters:link", {"kind": NOT_SHOWN, "reference": FieldWords(_("Code"))})
    name_fields("letters:unlink", {"link": NOT_SHOWN})
    name_fields("letters:merge", {"into": NOT_SHOWN, "both_see": NOT_SHOWN})
    name_fields(
        "letters:split",
        {
            "question": FieldWords(_("What is the second question?")),
            "how": NOT_SHOWN,
            "service": FieldWords(_("What the second question is about")),
            "team": FieldWords(_("Team")),
        },
    )
    name_fields("letters:hold", {"takes_over": NOT_SHOWN})
    name_fields(
        "letters:hand-over", {"team": FieldWords(_("Team")), "service": FieldWords(_("What the letter is about"))}
    )
    name_fields(
        "letters:note",
        {
            "key": NOT_SHOWN,
            "channel": FieldWords(_("How it came")),
            "subject": FieldWords(_("What is it about?")),
            "service": FieldWords(_("Which service is it for?")),
            "text": FieldWords(_("What they say")),
            "name": FieldWords(_("Name of the writer")),
            "email": FieldWords(_("E-mail address of the writer")),
            "language": FieldWords(_("Language of the answer")),
        },
    )


def name_fields_of_absences() -> None:
    """What is said about who is away."""
    name_fields(
        "letters:away",
        {
            "team": FieldWords(_("Team")),
            "people": FieldWords(_("How many of you are away?")),
            "first_day": FieldWords(_("From")),
            "last_day": FieldWords(_("Up to and including")),
        },
    )
    name_fields("letters:end-away", {"away": NOT_SHOWN})
