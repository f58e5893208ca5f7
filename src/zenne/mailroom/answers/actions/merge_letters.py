"""Say that a letter belongs to another conversation: one conversation, one promise."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.actions.save_answer import LONGEST_ANSWER, write_further
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.holding import keep_holding, require_free
from zenne.mailroom.answers.models import Answer, ColleagueQuestion, Hold, LinkedRecord, Promise
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread, threads_for
from zenne.mailroom.answers.telling import languages_to, last_letter, receivers_of, spoken_by, tell
from zenne.mailroom.letters.clocks import end, put_together
from zenne.mailroom.letters.index import find_under_team
from zenne.mailroom.letters.mergers import first_letter
from zenne.mailroom.letters.models import Letter, Merger, Reference, Thread
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.passages import joined

MOVED: Final = (Letter, Reference, Promise, ColleagueQuestion)


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def merge_letters(*, asker: Asker, thread: UUID, into: UUID, now: datetime, both_see: bool = False) -> Thread:
    """Put a conversation into another one, which lives on; later replies to either land there, and nothing is erased.

    The earlier deadline and promise hold. ``both_see``: the asker knows that writers who are not the same both get
    what is sent from now on.

    Raises:
        AnswerRefused: ``same-letter``, ``other-writer`` without ``both_see``, ``leaving``: an answer is on its way,
            ``held`` by somebody else, ``drafts-too-long``, ``merged`` already, or ``unknown-letter``.
    """
    ends, lives_on = locked_pair(asker, thread, into)
    letter, beside = first_letter(ends), first_letter(lives_on)
    require_apart(ends, lives_on, asker, now=now)
    is_other = is_of_another_writer(ends, lives_on)
    if is_other and not both_see:
        raise AnswerRefused("other-writer")
    untold = writer_to_tell(ends, lives_on, is_other=is_other)
    for model in MOVED:
        model.objects.filter(thread=ends).update(thread=lives_on)
    Answer.objects.filter(thread=ends, state=Answer.State.SENT).update(thread=lives_on)
    known = LinkedRecord.objects.filter(thread=lives_on).values("record")
    LinkedRecord.objects.filter(thread=ends).exclude(record__in=known).update(thread=lives_on)
    Merger.objects.filter(into=ends).update(into=lives_on, beside=beside)
    Merger.objects.create(thread=ends, into=lives_on, letter=letter, beside=beside, merged_at=now)
    move_drafts(ends, lives_on)
    move_holds(ends, lives_on, asker, now=now)
    put_together(lives_on, ends)
    end(ends)
    ends.save()
    lives_on.save()
    find_under_team(lives_on)
    if untold is not None and lives_on.promised_on is not None:
        name_day(lives_on, untold, lives_on.promised_on)
    if newest := last_letter(lives_on):
        who, details = answering(asker, newest), {"into": str(lives_on.uuid)}
        record(asker=who, action="letters.merge", about=writer_of(newest), thing=f"thread:{ends.uuid}", details=details)
    return lives_on


def locked_pair(asker: Asker, thread: UUID, into: UUID) -> tuple[Thread, Thread]:
    """Both, locked in the same order by everybody."""
    if thread == into:
        raise AnswerRefused("same-letter")
    known = threads_for(asker).filter(uuid__in=[thread, into]).order_by("pk").values_list("uuid", flat=True)
    order = list(known)
    rows = {each: locked_thread(asker, each) for each in [*order, *({thread, into} - set(order))]}
    return rows[thread], rows[into]


def require_apart(ends: Thread, lives_on: Thread, asker: Asker, *, now: datetime) -> None:
    for each in (ends, lives_on):
        require_free(each, asker, now=now)
    if Answer.objects.filter(thread__in=[ends, lives_on], state=Answer.State.LEAVING).exists():
        raise AnswerRefused("leaving")


def is_of_another_writer(one: Thread, other: Thread) -> bool:
    """Whether somebody wrote in one of them who did not write in the other; of a call, nobody knows who it was."""
    letters = Letter.objects.filter(kind=Kind.LETTER)
    keys = [set(letters.filter(thread=each).values_list("sender_key", flat=True)) for each in (one, other)]
    return keys[0] != keys[1] or "" in keys[0]


def writer_to_tell(one: Thread, other: Thread, *, is_other: bool) -> Letter | None:
    """The last letter of whoever was told no day, or, of two writers, a later one: the earlier is told to them, too."""
    if {one.state, other.state} != {Thread.State.OPEN} or one.promised_on == other.promised_on:
        return None
    later = max(one, other, key=lambda each: each.promised_on or date.max)
    return last_letter(later) if is_other or later.promised_on is None else None


def move_drafts(ends: Thread, lives_on: Thread) -> None:
    """One draft comes after the other, or beside it in a language that a writer reads; what ends stays as it was."""
    drafts = {each.thread_id: each for each in Answer.objects.filter(thread__in=[ends, lives_on], state="draft")}
    own, coming = drafts.get(lives_on.pk), drafts.get(ends.pk)
    if coming is None:
        return
    if own is None:
        coming.thread = lives_on
        coming.save(update_fields=["thread"])
        return
    spoken = {code for _, codes in spoken_by(lives_on) for code in codes}
    texts = dict(own.further_texts.values_list("language", "text")) | {own.language: own.text}
    for code, text in [(coming.language, coming.text), *coming.further_texts.values_list("language", "text")]:
        place = code if code in spoken else own.language
        texts[place] = joined(texts.get(place, ""), text)
    if any(len(each) > LONGEST_ANSWER for each in texts.values()):
        raise AnswerRefused("drafts-too-long")
    own.text = texts.pop(own.language)
    own.own_text = joined(own.own_text, coming.own_text)
    own.translated_from = own.translated_from or coming.translated_from
    own.save(update_fields=["text", "own_text", "translated_from"])
    write_further(lives_on, own, texts)


def move_holds(ends: Thread, lives_on: Thread, asker: Asker, *, now: datetime) -> None:
    held = Hold.objects.filter(thread=ends)
    if held.filter(holder=asker.key).exists():
        keep_holding(lives_on, asker, now=now)
    held.delete()


def name_day(thread: Thread, letter: Letter, day: date) -> None:
    """The day that one writer was told is told to the other, to whom we owe it as well."""
    tell(
        thread,
        letter,
        template="promised",
        context={"day": day, "before": None},
        languages=languages_to(thread, letter, of=len(receivers_of(thread))),
        idempotency_key=f"letter-promised:{thread.uuid}:{day}:{letter.uuid}",
    )
