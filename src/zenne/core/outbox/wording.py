"""What is wrong with a message, and what to do about it, in plain words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CORRECT: Final = _("Correct the address and send it again, or reach the person in another way.")
ASK: Final = _("Ask the person whether it came. If it did, say so here; if not, send it again.")
TELL_OPERATORS: Final = _("Tell whoever runs this installation. When it is mended, send it again.")
OTHER_WAY: Final = _("Reach the person in another way, then close the message here.")
TELL_OWNER: Final = _("Tell whoever asked for these calls, then close the message or send it again.")
PROBLEMS: "Final[dict[str, tuple[StrOrPromise, StrOrPromise]]]" = {
    "address-refused": (_("The mail server says that this address takes no mail."), CORRECT),
    "came-back": (_("The message was taken by a mail server and came back."), CORRECT),
    "number-refused": (_("The gateway says that it cannot reach this number."), CORRECT),
    "content-refused": (
        _("The mail server does not want this text; perhaps it looks like spam."),
        OTHER_WAY,
    ),
    "no-answer-at-the-end": (
        _("The connection broke off at the very end: the message may have arrived, or not."),
        ASK,
    ),
    "worker-died": (
        _("Our own program stopped at the very end: the message may have arrived, or not."),
        ASK,
    ),
    "too-late": (
        _("What it said was no longer worth anything when it could have left."),
        _("Nothing needs to be done: the person asks for a new one."),
    ),
    "no-mail-server": (_("Our mail server could not be reached for a day."), TELL_OPERATORS),
    "broke-off": (_("Our mail server broke off each time for a day."), TELL_OPERATORS),
    "wrong-dkim-key": (_("The key that signs our e-mail could not be used for a day."), TELL_OPERATORS),
    "sender-refused": (_("The mail server does not let us send with our own address."), TELL_OPERATORS),
    "not-now": (_("The mail server asked us to come back later, for a whole day."), CORRECT),
    "no-connection": (_("The other computer could not be reached for a day."), TELL_OPERATORS),
    "no-such-host": (_("The other computer has no address on the internet."), TELL_OWNER),
    "gateway-refused": (_("The gateway for text messages did not take it for a day."), TELL_OPERATORS),
    "no-folder": (_("The folder for messages could not be written."), TELL_OPERATORS),
    "program-refused": (_("The other program did not take it for a day."), TELL_OWNER),
    "redirected": (_("The other program has moved, and calls do not follow it."), TELL_OWNER),
    "not-wanted-any-more": (_("The other program does not want these calls any more."), TELL_OWNER),
    "inner-address": (_("The address is inside a network that calls must not reach."), TELL_OWNER),
    "not-encrypted": (_("The address is not encrypted (https), so it is not called."), TELL_OWNER),
}
OTHERWISE: Final = (_("It was not delivered."), TELL_OPERATORS)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and what to do."""

    words: str
    advice: str


def problem_of(code: str) -> Problem:
    """A problem in the reader's language."""
    words, advice = PROBLEMS.get(code, OTHERWISE)
    return Problem(str(words), str(advice))
