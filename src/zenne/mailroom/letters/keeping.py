"""Keeping messages and what they say: few statements for many of them, in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from zenne.core.content.public import current_version
from zenne.core.tasks.public import enqueue
from zenne.mailroom.letters.arrivals import Arrival, Received
from zenne.mailroom.letters.coming import Coming
from zenne.mailroom.letters.conversations import due, take_up, tell_received
from zenne.mailroom.letters.index import words_for
from zenne.mailroom.letters.leading import Conversations
from zenne.mailroom.letters.models import Attachment, Letter, LetterWords, Message
from zenne.mailroom.letters.senders import sender_key
from zenne.mailroom.letters.tasks import scan_files
from zenne.mailroom.rules.kinds import Kind, kind_of
from zenne.mailroom.rules.parsing import Attached
from zenne.mailroom.rules.threads import bare_subject

SOON: Final = 5


@transaction.atomic
def keep(arrivals: Sequence[Arrival], *, now: datetime, coming: Coming) -> list[Received]:
    """What became of each, in their order. All are kept, or none.

    Raises:
        IntegrityError: another process takes in a copy, or a message of the same conversation, just now.
    """
    batch = Batch(arrivals, now=now, coming=coming)
    received = [batch.take(each) for each in arrivals]
    batch.write()
    return received


class Batch:
    """Messages that are kept together. What one of them is, is known to those after it."""

    def __init__(self, arrivals: Sequence[Arrival], *, now: datetime, coming: Coming) -> None:
        self.now, self.coming, self.version = now, coming, current_version()
        self.deadline = due(now, version=self.version)
        same = Message.objects.filter(digest__in=[each.digest for each in arrivals]).defer("raw")
        self.by_digest = {each.digest: each.letter for each in same.select_related("letter__thread")}
        alike = Letter.objects.filter(fingerprint__in=[each.fingerprint for each in arrivals]).select_related("thread")
        self.by_fingerprint = {each.fingerprint: each for each in alike}
        own = {address.lower() for address in (settings.MAIL_SENDER, settings.MAIL_REPLY_TO) if address}
        is_mail = coming.channel == Letter.Channel.MAIL
        self.kinds = {
            each.fingerprint: kind_of(each.message, own_addresses=own) if is_mail else Kind.LETTER
            for each in arrivals
            if each.digest not in self.by_digest and each.fingerprint not in self.by_fingerprint
        }
        unknown = [(each.message, kind) for each in arrivals if (kind := self.kinds.get(each.fingerprint))]
        self.conversations = Conversations(unknown, now=now)
        self.letters: list[Letter] = []
        self.attachments: list[Attachment] = []
        self.messages: list[Message] = []

    def take(self, arrival: Arrival) -> Received:
        same = self.by_digest.get(arrival.digest)
        if same is not None:
            return Received(same, is_duplicate=True, is_new=False)
        letter = self.by_fingerprint.get(arrival.fingerprint)
        is_duplicate = letter is not None
        if letter is None:
            letter = self.by_fingerprint[arrival.fingerprint] = self.new_letter(arrival)
        self.by_digest[arrival.digest] = letter
        self.messages.append(Message(letter=letter, digest=arrival.digest, raw=arrival.raw, received_at=self.now))
        return Received(letter, is_duplicate)

    def new_letter(self, arrival: Arrival) -> Letter:
        message, words, kind = arrival.message, arrival.words, self.kinds[arrival.fingerprint]
        thread = self.conversations.of(message, kind)
        letter = Letter(
            thread=thread,
            kind=kind.value,
            fingerprint=arrival.fingerprint,
            sender_name=message.sender_name[:200],
            sender=message.sender[:320],
            sender_key=sender_key(message.sender),
            subject=message.subject[:1000],
            subject_key=bare_subject(message.subject),
            text=message.text,
            language=words.language[:12],
            languages=dict(words.shares),
            is_whole=message.is_whole,
            written_at=message.written_at,
            received_at=self.now,
            deadline=self.deadline if kind is Kind.LETTER else None,
            channel=self.coming.channel,
        )
        take_up(letter, message, self.coming, answer_in=words.answer_in, version=self.version)
        self.letters.append(letter)
        self.attachments += [row_of(letter, number, each) for number, each in enumerate(message.attachments)]
        return letter

    def write(self) -> None:
        """Write down everything, and then tell whoever wants to know."""
        self.conversations.write()
        Letter.objects.bulk_create(self.letters)
        LetterWords.objects.bulk_create(words_for(each) for each in self.letters if each.kind == Kind.LETTER)
        Attachment.objects.bulk_create(self.attachments)
        Message.objects.bulk_create(self.messages)
        tell_received(self.letters)
        for number in dict.fromkeys(
            each.letter_id for each in self.attachments if each.scan == Attachment.Scan.WAITING
        ):
            enqueue(scan_files, arguments={"letter": number}, priority=SOON)


def row_of(letter: Letter, position: int, file: Attached) -> Attachment:
    size_bytes = len(file.content)
    types = {"type": file.type[:150], "claimed_type": file.claimed[:150]}
    types["scan"] = Attachment.Scan.WAITING if settings.CLAMD else Attachment.Scan.NONE
    return Attachment(letter=letter, position=position, name=file.name[:210], size_bytes=size_bytes, **types)
