"""Protection in words: ways to say less, and what is wrong with a rule."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zenne.dataportal.rules.policies import Coarsening, Level
from zenne.dataportal.rules.profiles import ProfileFault
from zenne.dataportal.rules.protection import Fault

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OPENS: Final[dict[Level, "StrOrPromise"]] = {
    Level.PUBLIC: gettext_lazy("only what its rights open"),
    Level.PARTNER: gettext_lazy("what partners of the city see, and what its rights open"),
    Level.OFFICIAL: gettext_lazy("what officials of the city see, and what its rights open"),
}
COARSENINGS: Final[dict[Coarsening, "StrOrPromise"]] = {
    Coarsening.ROUNDED: gettext_lazy("a rounded number, or the middle of a square on the map"),
    Coarsening.FIRST_LETTERS: gettext_lazy("only the first letters"),
    Coarsening.YEAR: gettext_lazy("only the year"),
    Coarsening.MONTH: gettext_lazy("only the month"),
    Coarsening.PSEUDONYM: gettext_lazy("a code that nobody can turn back"),
}


def fault_words(fault: Fault) -> str:
    """What is wrong with a rule, and what to do."""
    return {
        Fault.NO_SUCH_COLUMN: _("No version of the table has a column of this name. Look how it is written."),
        Fault.NO_COLUMN: _("Choose a column."),
        Fault.NO_SCOPE: _("A right is written with small letters, digits and hyphens, a letter first."),
        Fault.NOT_OF_THIS_TYPE: _("The values of this column cannot be made coarser in this way. Choose another one."),
        Fault.WRONG_STEP: _(
            "Write a number above zero: a whole one for letters and whole numbers, 90 degrees at most."
        ),
        Fault.NEVER_USED: _("Everybody whom this is about may see it already. Choose others, or take this rule away."),
        Fault.NO_VALUES: _("Write at least one value. Without values this rule would hide nothing."),
        Fault.NOT_A_VALUE: _(
            "This column cannot have such a value. Write dates as 2026-12-31 and decimals with a point."
        ),
        Fault.NOT_COMPARED: _("Values of this column cannot be compared. Choose another column."),
        Fault.CANNOT_BE_SAID: _(
            "Readers who must name this column do not see it as it is, or may not search by it. Change that first."
        ),
        Fault.REASON_NEEDED: _(
            "Something is not for everybody. Write why: everybody who may know of the table reads it."
        ),
        Fault.REASON_NOT_IN_ALL: _("Write this reason in each official language, or in none."),
    }[fault]


def profile_fault_words(fault: ProfileFault) -> str:
    """What is wrong with a profile or a grant, and what to do."""
    return {
        ProfileFault.NO_NAME: _("Small letters, digits and hyphens, a letter first."),
        ProfileFault.TAKEN: _("There is a profile of this name already."),
        ProfileFault.TITLE_NEEDED: _("A profile needs a title in at least one language."),
        ProfileFault.NO_SCOPE: _("A right is written with small letters, digits and hyphens, a letter first."),
        ProfileFault.GIVES_NOTHING: _("This profile gives nothing. Choose a level, or write a right."),
        ProfileFault.NOBODY: _("Nobody has this e-mail address or key. A person must have signed in once."),
        ProfileFault.NO_PROFILE: _("There is no profile of this name."),
        ProfileFault.OVER: _("This day is over. Choose a later one."),
    }[fault]
