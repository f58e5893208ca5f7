"""What those who answer letters read when something was done, and when it cannot be."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zenne.mailroom.answers.errors import AnswerRefused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: "Final[dict[str, StrOrPromise]]" = {
    "no-text": _("Write the answer first."),
    "too-long": _("The answer is too long. Shorten it."),
    "unknown-language": _("Choose one of the languages."),
    "leaving": _("An answer is about to leave. Take it back first if you want to change it."),
    "left": _("The answer has left already. If something must be added, write once more."),
    "closed": _("This letter is closed. It opens again when the writer writes."),
    "checked": _("Somebody has looked at this answer already. Your remark is not kept."),
    "no-remark": _("Say what should be different."),
    "not-looked-at": _("A machine translated this answer. Read it, and say below the text that you did."),
    "same-language": _("Two texts are in the same language. Choose another language for the first one, or empty one."),
    "translated": _("The draft is a translation already. Empty it and save it if you want to begin anew."),
    "no-model": _("There is no translation between these languages here."),
    "busy": _("Other texts are being translated. Try again in a moment; what you typed is still here."),
    "too-slow": _("The translation takes too long. Try it with a shorter text."),
    "broken-model": _("The translation does not work at the moment. Tell those who run the system."),
    "settled": _("The draft was saved since you opened this page. Open it again before you go on."),
    "gone": _("This suggestion is no longer there. What you typed is still here."),
    "unknown-team": _("Choose a team, or a service."),
    "unknown-service": _("There is no such service. Choose one of the list."),
    "merged": _("This letter was put together with another one, which you see here. What you typed is still here."),
    "same-letter": _("This is the same letter. Choose another one."),
    "other-writer": _("Say that you know that both writers will see what is sent."),
    "drafts-too-long": _("Both letters have a draft, and together they are too long. Shorten one of them first."),
    "no-question": _("Say in a few words what the second question is."),
    "question-too-long": _("Say it in fewer words."),
    "only-letter": _("It is the only letter here. Let it stay here as well."),
    "divided": _("A colleague has taken this letter apart just now. Look at the letters of this writer."),
    "nothing-asked": _("Write your question."),
    "nothing-told": _("Write your answer."),
    "note-too-long": _("This is too long. Shorten it."),
    "nobody-asked": _("Choose a colleague, or a team in which somebody works."),
    "told": _("A colleague has answered this question already. What you typed is not kept."),
    "unknown-kind": _("Nothing can be linked with this."),
    "file-found": _("The virus scanner found something in this file. It is kept, and nobody can open it."),
    "file-refused": _("The virus scanner could not look at this file, because it is too large. Nobody can open it."),
    "file-waiting": _("The virus scanner has not looked at this file yet. Try again in a few minutes."),
    "wrong-days": _("The last day is before the first one, is over, or is more than a year away."),
    "too-many-away": _("Your team has fewer people than that."),
    "said-too-much": _("You have said this for many stretches of days already. Take some of them back first."),
    "unknown-letter": _("There is no such letter, or it is with another team."),
}

DONE: "Final[dict[str, StrOrPromise]]" = {
    "saved": _("The draft is saved. Colleagues of the team see it too."),
    "used": _("The text is in the draft, after what was there. Read it before you send it."),
    "translated": _("A machine translated what you wrote. Read the translation before you send it: it may be wrong."),
    "back": _("The answer has not left. It is a draft again."),
    "noted": _("The letter is written down."),
    "asked": _("Your question is asked. You get a message when somebody answers it. The clock of the letter runs on."),
    "linked": _("The link is made."),
    "unlinked": _("The link is taken away."),
    "merged": _("The letters are one conversation now. The earlier day holds."),
    "split": _(
        "The second question is a letter of its own now, and the writer is told so. The clock runs from the moment "
        "when the letter came."
    ),
    "handed-over": _("The other team has the letter now. The clock goes on."),
    "told": _("Thank you. Your colleague gets a message."),
    "closed": _("The letter is closed. It opens again when the writer writes."),
}
"""By the code in the address of the page that comes next."""
DOUBTFUL: Final = frozenset({"translated"})
"""Done, and somebody must look at it."""


def shown_done(code: str) -> dict[str, object]:
    """What a page shows of what was done before; nothing for a code that has no sentence."""
    return {"done": DONE.get(code, ""), "is_doubtful": code in DOUBTFUL}


def sentence(refused: AnswerRefused) -> str:
    """A refusal in the reader's language."""
    if refused.code == "held":
        return gettext("%(name)s is answering this letter. What you typed is still here.") % {"name": refused.name}
    return str(SENTENCES[refused.code])
