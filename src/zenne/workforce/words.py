"""The workforce in words: why something is not done, what is wrong in a file, what was recorded."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from zenne.core.audit.public import name_actions
from zenne.workforce.errors import ColleagueRefused, Mistake

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSALS: "Final[dict[str, StrOrPromise]]" = {
    "unknown-account": _(
        "Nobody has an account with this address. Leave it empty; when they have signed in once, you can fill it in."
    ),
    "account-taken": _(
        "This account is that of another colleague. Perhaps they left earlier: then take them back in the list."
    ),
    "number-taken": _("Another colleague has this staff number."),
    "has-left": _("This colleague has left. Take them back first."),
}
MISTAKES: "Final[dict[str, StrOrPromise]]" = {
    **REFUSALS,
    "no-column": _("This column is missing."),
    "empty": _("This must be filled in."),
    "unknown": _("We do not know “%(value)s”."),
    "twice": _("“%(value)s” stands in an earlier line already."),
    "too-long": _("This is too long."),
    "no-csv": _("From here on this is no table. Perhaps a quotation mark is missing."),
    "too-many-lines": _("The file has too many lines. Part it in two."),
}
COLUMNS: "Final[dict[str, StrOrPromise]]" = {
    "number": _("Staff number"),
    "name": _("Name"),
    "account": _("E-mail address"),
    "branch": _("Branch"),
    "team": _("Team"),
    "languages": _("Languages"),
    "services": _("Services"),
    "": "",
}


def sentence_of(refused: ColleagueRefused) -> str:
    """A refusal in the reader's language."""
    return str(REFUSALS[refused.code])


def mistake_in_words(mistake: Mistake) -> str:
    """What is wrong, without the line and the column."""
    return str(MISTAKES[mistake.code]) % {"value": mistake.value[:60]}


def name_everything() -> None:
    """Say to the audit log how its codes are called."""
    name_actions(
        {
            "workforce.add-colleague": _("Added a colleague"),
            "workforce.change-colleague": _("Changed what is known of a colleague"),
            "workforce.let-colleague-go": _("Wrote down that a colleague left"),
            "workforce.take-colleague-back": _("Took a colleague back"),
        }
    )
