"""Take in a message, from whatever way it comes."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from zenne.core.access.public import Asker, internal
from zenne.core.audit.public import record
from zenne.core.tasks.public import enqueue
from zenne.mailroom.letters.coming import BY_MAIL, Coming
from zenne.mailroom.letters.conversations import due, take_up
from zenne.mailroom.letters.detection import language_of
from zenne.mailroom.letters.durability import durable
from zenne.mailroom.letters.index import make_findable
from zenne.mailroom.letters.mergers import living
from zenne.mailroom.letters.models import Attachment, Letter, Message, Reference, Thread
from zenne.mailroom.letters.reply_tokens import thread_in
from zenne.mailroom.letters.senders import sender_key
from zenne.mailroom.letters.tasks import scan_files
from zenne.mailroom.rules.fingerprints import digest_of, fingerprint_of
from zenne.mailroom.rules.kinds import Kind, kind_of, named_in_report
from zenne.mailroom.rules.languages import Detected
from zenne.mailroom.rules.parsing import Attached, ReadMessage, read_message
from zenne.mailroom.rules.splitting import visible_reply
from zenne.mailroom.rules.threads import SAME_SUBJECT_FOR, bare_subject, reference_key, reference_keys

SOON = 5
TRIES = 5
"""How often it is tried: another process may take in a copy, or a message of the same conversation, just now."""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a message. ``is_duplicate``: its letter was there already, and this is a copy."""

    letter: Letter
    is_duplicate: bool


@internal
def receive_message(*, asker: Asker, raw: bytes, now: datetime, coming: Coming = BY_MAIL) -> Received:
    """Keep a message and what it says, in one transaction; it is on disk when this returns, and may be acknowledged.

    Whoever does not know whether that happened takes it in again: the same bytes are kept once, and a copy with other
    bytes is kept beside the letter that says the same. ``coming``: by which way, and what is known of it beforehand.
    """
    message = read_message(raw)
    with durable():
        for _ in range(TRIES - 1):
            try:
                return kept(asker, message, raw, now, coming)
            except IntegrityError:
                continue
        return kept(asker, message, raw, now, coming)


@transaction.atomic
def kept(asker: Asker, message: ReadMessage, raw: bytes, now: datetime, coming: Coming) -> Received:
    digest, fingerprint = digest_of(raw), fingerprint_of(message, raw)
    same = Message.objects.filter(digest=digest).defer("raw").select_related("letter__thread").first()
    if same is not None:
        return Received(same.letter, is_duplicate=True)
    letter = Letter.objects.filter(fingerprint=fingerprint).select_related("thread").first()
    is_duplicate = letter is not None
    if letter is None:
        words = language_of(f"{message.subject}\n{visible_reply(message.text)}")
        letter = write_letter(message, fingerprint, now, coming, words)
        take_up(letter, message, coming, answer_in=words.answer_in)
        if message.attachments and settings.CLAMD:
            enqueue(scan_files, arguments={"letter": letter.pk}, priority=SOON)
    Message.objects.create(letter=letter, digest=digest, raw=raw, received_at=now)
    record(asker=asker, action="letters.receive", thing=f"letter:{letter.uuid}", details={"copy": is_duplicate})
    return Received(letter, is_duplicate)


def write_letter(message: ReadMessage, fingerprint: str, now: datetime, coming: Coming, words: Detected) -> Letter:
    own = {address.lower() for address in (settings.MAIL_SENDER, settings.MAIL_REPLY_TO) if address}
    kind = kind_of(message, own_addresses=own) if coming.channel == Letter.Channel.MAIL else Kind.LETTER
    letter = Letter.objects.create(
        thread=thread_of(message, kind, now),
        kind=kind.value,
        fingerprint=fingerprint,
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
        received_at=now,
        deadline=due(now) if kind is Kind.LETTER else None,
        channel=coming.channel,
    )
    Attachment.objects.bulk_create([row_of(letter, number, each) for number, each in enumerate(message.attachments)])
    make_findable(letter)
    return letter


def row_of(letter: Letter, position: int, file: Attached) -> Attachment:
    size_bytes = len(file.content)
    types = {"type": file.type[:150], "claimed_type": file.claimed[:150]}
    types["scan"] = Attachment.Scan.WAITING if settings.CLAMD else Attachment.Scan.NONE
    return Attachment(letter=letter, position=position, name=file.name[:210], size_bytes=size_bytes, **types)


def thread_of(message: ReadMessage, kind: Kind, now: datetime) -> Thread:
    """The conversation of a message: by what it refers to, its token, its sender and subject; else a new one."""
    keys, own = reference_keys(message), reference_key(message.message_id)
    if kind is Kind.BOUNCE:
        keys = [*map(reference_key, named_in_report(message)), *keys]
    known = {each.key: each for each in Reference.objects.filter(key__in=keys).select_related("thread")}
    # Another message that came with the same identifier: some programs give all theirs the same.
    leading = [key for key in keys if key in known and not (key == own and known[key].is_here)]
    thread = known[leading[0]].thread if leading else None
    if thread is None and (named := thread_in(message.recipients)):
        thread = Thread.objects.filter(uuid=named).first()
    if thread is None and kind is Kind.LETTER and not message.references:
        thread = last_under_subject(message, now)
    thread = living(thread) if thread else Thread.objects.create(begun_at=now)
    Reference.objects.bulk_create(
        [Reference(key=key, thread=thread, is_here=key == own) for key in dict.fromkeys(keys) if key not in known]
    )
    if own in known and not known[own].is_here:
        Reference.objects.filter(key=own).update(is_here=True)
    return thread


def last_under_subject(message: ReadMessage, now: datetime) -> Thread | None:
    subject = bare_subject(message.subject)
    if not (subject and message.sender):
        return None
    letters = Letter.objects.filter(
        sender_key=sender_key(message.sender), subject_key=subject, received_at__gt=now - SAME_SUBJECT_FOR
    )
    last = letters.select_related("thread").first()
    return last.thread if last else None
