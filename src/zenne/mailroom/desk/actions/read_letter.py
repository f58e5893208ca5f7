"""Open a letter, with all of its conversation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.holding import holder_of
from zenne.mailroom.answers.models import Answer, Hold, SampleCheck, Verdict
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import threads_for
from zenne.mailroom.answers.sources import Source
from zenne.mailroom.desk.guesses import ShownGuess, guesses_for
from zenne.mailroom.desk.shown_files import ShownFile, shown_file
from zenne.mailroom.desk.suggestions import shown_suggestions
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.splitting import visible_reply

MOST_OTHERS = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter that came, an answer that left, or what the writer or a colleague says of one.

    ``visible`` is what was written without quote and signature.
    """

    at: datetime
    letter: Letter | None
    answer: Answer | None
    visible: str
    attachments: tuple[ShownFile, ...] = ()
    verdict: Verdict | None = None
    check: SampleCheck | None = None


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A conversation as those who answer it see it; ``others`` are further ones of the same writer;
    ``guesses`` say what it may be about, while no person has said so, ``suggestions`` what may answer it."""

    thread: Thread
    entries: list[Entry]
    last: Letter
    draft: Answer | None
    leaving: Answer | None
    hold: Hold | None
    others: list[Letter]
    guesses: list[ShownGuess]
    suggestions: list[Source]


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def read_letter(*, asker: Asker, thread: UUID, now: datetime) -> OpenLetter | None:
    """The conversation, in the order of time; that somebody read it is written down. None when it is out of reach."""
    row = threads_for(asker).select_related("service", "team").filter(uuid=thread).first()
    letters = list(row.letters.order_by("received_at", "pk").prefetch_related("attachments")) if row else []
    written = [each for each in letters if each.kind == Kind.LETTER]
    if row is None or not written:
        return None
    last = written[-1]
    who = answering(asker, last)
    record(asker=who, action="letters.read", about=writer_of(last), thing=f"thread:{row.uuid}")
    answers = list(row.answers.all())
    entries = [letter_entry(each) for each in letters]
    entries += [Entry(each.sent_at, None, each, each.text) for each in answers if each.sent_at]
    leaving = next((each for each in answers if each.state == Answer.State.LEAVING), None)
    entries += said_of_answers(row)
    return OpenLetter(
        thread=row,
        entries=sorted(entries, key=lambda entry: entry.at),
        last=last,
        draft=next((each for each in answers if each.state == Answer.State.DRAFT), None),
        leaving=leaving,
        hold=holder_of(row, now=now),
        others=others_of(asker, last, row),
        guesses=guesses_for(row, last),
        suggestions=[] if leaving else shown_suggestions(asker, row, last),
    )


def said_of_answers(thread: Thread) -> list[Entry]:
    """What the writer and colleagues say of the answers in a conversation."""
    verdicts = Verdict.objects.filter(answer__thread=thread)
    checks = SampleCheck.objects.filter(answer__thread=thread, checked_at__isnull=False)
    return [
        *(Entry(each.said_at, None, None, each.comment, verdict=each) for each in verdicts),
        *(Entry(each.checked_at, None, None, each.remark, check=each) for each in checks if each.checked_at),
    ]


def letter_entry(letter: Letter) -> Entry:
    visible = visible_reply(letter.text).strip() or letter.text.strip()
    return Entry(letter.received_at, letter, None, visible, tuple(map(shown_file, letter.attachments.all())))


def others_of(asker: Asker, letter: Letter, thread: Thread) -> list[Letter]:
    """The last letter of each further conversation with the same writer that the asker may see."""
    if not letter.sender_key:
        return []
    same = Letter.objects.filter(sender_key=letter.sender_key, kind=Kind.LETTER, thread__in=threads_for(asker))
    rows = same.exclude(thread=thread).select_related("thread").order_by("received_at")
    return list({row.thread_id: row for row in rows}.values())[-MOST_OTHERS:][::-1]
