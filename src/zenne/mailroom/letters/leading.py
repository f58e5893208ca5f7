"""Which conversations some messages belong to, asked of the database for all of them at once."""

from collections.abc import Sequence
from datetime import datetime

from zenne.mailroom.letters.index import find_under_team
from zenne.mailroom.letters.mergers import lock_living
from zenne.mailroom.letters.models import Letter, Reference, Thread
from zenne.mailroom.letters.reply_tokens import thread_in
from zenne.mailroom.letters.senders import sender_key
from zenne.mailroom.rules.kinds import Kind, named_in_report
from zenne.mailroom.rules.parsing import ReadMessage
from zenne.mailroom.rules.threads import SAME_SUBJECT_FOR, bare_subject, reference_key, reference_keys


def keys_of(message: ReadMessage, kind: Kind) -> list[str]:
    """Under which its conversation is looked for, the surest first."""
    keys = reference_keys(message)
    return [*map(reference_key, named_in_report(message)), *keys] if kind is Kind.BOUNCE else keys


def subject_of(message: ReadMessage) -> tuple[str, str] | None:
    """The sender and the subject under which letters without any reference come together."""
    subject = bare_subject(message.subject)
    return (sender_key(message.sender), subject) if subject and message.sender else None


class Conversations:
    """Those of some messages, in the order in which they came; each that exists is locked.

    What one message opens or names is known to those after it. Nothing is written before ``write``.
    """

    def __init__(self, coming: Sequence[tuple[ReadMessage, Kind]], *, now: datetime) -> None:
        self.now = now
        keys = {key for message, kind in coming for key in keys_of(message, kind)}
        self.known = {each.key: each for each in Reference.objects.filter(key__in=keys)} if keys else {}
        self.under_subject = self.last_under([message for message, kind in coming if kind is Kind.LETTER])
        self.locked: dict[int, Thread] = {}
        self.teams: dict[int, int | None] = {}
        self.new: list[Thread] = []
        self.new_references: list[Reference] = []
        self.came: list[str] = []

    def last_under(self, letters: Sequence[ReadMessage]) -> dict[tuple[str, str], Thread | int]:
        """The last conversation of each sender under each subject, of those that may lead somewhere."""
        wanted = {found for each in letters if not each.references and (found := subject_of(each))}
        if not wanted:
            return {}
        senders, subjects = zip(*wanted, strict=True)
        rows = Letter.objects.filter(
            sender_key__in=senders, subject_key__in=subjects, received_at__gt=self.now - SAME_SUBJECT_FOR
        ).order_by("received_at", "pk")
        columns = rows.values_list("sender_key", "subject_key", "thread")
        return {(sender, subject): thread for sender, subject, thread in columns}

    def of(self, message: ReadMessage, kind: Kind) -> Thread:
        """The conversation of a message: by what it refers to, its token, its sender and subject; else a new one."""
        keys, own = keys_of(message, kind), reference_key(message.message_id)
        thread = self.led_to(keys, own, message, kind)
        if thread is None:
            thread = Thread(begun_at=self.now)
            self.new.append(thread)
        for key in dict.fromkeys(keys):
            if key not in self.known:
                self.known[key] = Reference(key=key, thread=thread, is_here=key == own)
                self.new_references.append(self.known[key])
        if own in self.known and not self.known[own].is_here:
            self.known[own].is_here = True
            self.came.append(own)
        if subject := subject_of(message):
            self.under_subject[subject] = thread
        return thread

    def led_to(self, keys: Sequence[str], own: str, message: ReadMessage, kind: Kind) -> Thread | None:
        # Another message that came with the same identifier: some programs give all theirs the same.
        leading = [key for key in keys if key in self.known and not (key == own and self.known[key].is_here)]
        if leading:
            reference = self.known[leading[0]]
            return reference.thread if reference.thread_id is None else self.living(reference.thread_id)
        if named := thread_in(message.recipients):
            number = Thread.objects.filter(uuid=named).values_list("pk", flat=True).first()
            if number is not None:
                return self.living(number)
        subject = subject_of(message) if kind is Kind.LETTER and not message.references else None
        found = self.under_subject.get(subject) if subject else None
        return self.living(found) if isinstance(found, int) else found

    def living(self, number: int) -> Thread:
        """The conversation that lives on: one object for each, however many messages belong to it."""
        if number not in self.locked:
            thread = lock_living(pk=number)
            self.locked[number] = self.locked.setdefault(thread.pk, thread)
            self.teams.setdefault(thread.pk, thread.team_id)
        return self.locked[number]

    def write(self) -> None:
        """Write down what is new and what has changed."""
        Thread.objects.bulk_create(self.new)
        for thread in {id(each): each for each in self.locked.values()}.values():
            thread.save()
            if thread.team_id != self.teams[thread.pk]:
                find_under_team(thread)
        Reference.objects.bulk_create(self.new_references)
        if self.came:
            Reference.objects.filter(key__in=self.came).update(is_here=True)
