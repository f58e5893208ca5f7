"""Open a letter, with all of its conversation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.accounts.public import Person, Team
from zenne.core.access.public import Asker, RecordKind, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.colleagues import people_to_ask, teams_to_ask
from zenne.mailroom.answers.holding import holder_of
from zenne.mailroom.answers.models import Answer, Hold, SampleCheck, Verdict
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import threads_for
from zenne.mailroom.answers.sources import Source
from zenne.mailroom.answers.telling import spoken_by
from zenne.mailroom.desk.further_texts import FurtherText, further_texts
from zenne.mailroom.desk.guesses import ShownGuess, guesses_for
from zenne.mailroom.desk.links import ShownLink, kinds_for, shown_links
from zenne.mailroom.desk.questions import ShownQuestion, shown_questions
from zenne.mailroom.desk.shown_files import ShownFile, shown_file
from zenne.mailroom.desk.suggestions import shown_suggestions
from zenne.mailroom.desk.translations import answer_language, foreign_languages
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.splitting import visible_reply

MOST_OTHERS = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter that came, an answer that left, what the writer or a colleague says of one, or what colleagues ask.

    ``visible`` is what was written without quote and signature; ``is_cut``: it had some.
    """

    at: datetime
    letter: Letter | None
    answer: Answer | None
    visible: str
    is_cut: bool = False
    attachments: tuple[ShownFile, ...] = ()
    verdict: Verdict | None = None
    check: SampleCheck | None = None
    question: ShownQuestion | None = None


@dataclass(frozen=True, slots=True)
class ShownReceiver:
    """Somebody whom an answer reaches, and the codes of the languages in which they are written to."""

    address: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A conversation as those who answer it see it; ``others`` are further ones of the same writer;
    ``guesses`` say what it may be about, while no person has said so, ``suggestions`` what may answer it;
    ``receivers`` are those whom an answer reaches, ``further`` the languages in which it is written once more for some;
    ``people`` and ``teams`` can be asked;
    ``links`` lead to records of other modules, of the ``kinds`` that the reader may look up;
    ``foreign`` are languages of its letters that a machine translates for the reader, ``answer_language`` is that into
    which it puts their answer."""

    thread: Thread
    entries: list[Entry]
    last: Letter
    draft: Answer | None
    leaving: Answer | None
    hold: Hold | None
    others: list[Letter]
    guesses: list[ShownGuess]
    suggestions: list[Source]
    receivers: list[ShownReceiver]
    further: list[FurtherText]
    links: list[ShownLink]
    kinds: list[RecordKind]
    people: list[Person]
    teams: list[Team]
    foreign: frozenset[str]
    answer_language: str


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
    answers, receivers = list(row.answers.all()), spoken_by(row)
    draft = next((each for each in answers if each.state == Answer.State.DRAFT), None)
    leaving = next((each for each in answers if each.state == Answer.State.LEAVING), None)
    return OpenLetter(
        thread=row,
        entries=entries_of(row, letters),
        last=last,
        draft=draft,
        leaving=leaving,
        hold=holder_of(row, now=now),
        others=others_of(asker, last, row),
        guesses=guesses_for(row, last),
        suggestions=[] if leaving else shown_suggestions(asker, row, last),
        receivers=[ShownReceiver(each.sender, codes) for each, codes in receivers],
        further=further_texts(draft, receivers, first=draft.language if draft else row.answer_in or last.language),
        links=shown_links(asker, row, last),
        kinds=kinds_for(asker),
        people=list(people_to_ask(asker, row)),
        teams=list(teams_to_ask(asker)),
        foreign=foreign_languages(asker, written),
        answer_language=answer_language(row, last),
    )


def entries_of(thread: Thread, letters: list[Letter]) -> list[Entry]:
    """All that was written in a conversation, in the order of time."""
    sent = thread.answers.exclude(sent_at=None).prefetch_related("further_texts")
    asked = shown_questions(thread.colleague_questions.select_related("asked_team"))
    entries = [
        *(letter_entry(each) for each in letters),
        *(Entry(each.sent_at, None, each, each.text) for each in sent if each.sent_at),
        *said_of_answers(thread),
        *(Entry(each.question.asked_at, None, None, each.question.text, question=each) for each in asked),
    ]
    return sorted(entries, key=lambda entry: entry.at)


def said_of_answers(thread: Thread) -> list[Entry]:
    """What the writer and colleagues say of the answers in a conversation."""
    verdicts = Verdict.objects.filter(answer__thread=thread)
    checks = SampleCheck.objects.filter(answer__thread=thread, checked_at__isnull=False)
    return [
        *(Entry(each.said_at, None, None, each.comment, verdict=each) for each in verdicts),
        *(Entry(each.checked_at, None, None, each.remark, check=each) for each in checks if each.checked_at),
    ]


def letter_entry(letter: Letter) -> Entry:
    whole = letter.text.strip()
    visible = visible_reply(letter.text).strip() or whole
    files = tuple(map(shown_file, letter.attachments.all()))
    return Entry(letter.received_at, letter, None, visible, len(visible) < len(whole), files)


def others_of(asker: Asker, letter: Letter, thread: Thread) -> list[Letter]:
    """The last letter of each further conversation with the same writer that the asker may see."""
    if not letter.sender_key:
        return []
    same = Letter.objects.filter(sender_key=letter.sender_key, kind=Kind.LETTER, thread__in=threads_for(asker))
    rows = same.exclude(thread=thread).select_related("thread").order_by("received_at")
    return list({row.thread_id: row for row in rows}.values())[-MOST_OTHERS:][::-1]
