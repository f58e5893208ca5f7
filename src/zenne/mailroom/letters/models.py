"""Letters, the messages in which they came, and the conversations that they belong to."""

import uuid

from django.db import models
from django.utils import timezone

from zenne.mailroom.rules.kinds import Kind


class Thread(models.Model):
    """A conversation: letters that answer each other."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    begun_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.uuid)


class Reference(models.Model):
    """The identifier of a message, hashed, that leads to a conversation; also of messages that never came here."""

    key = models.CharField(max_length=64, unique=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="references")

    def __str__(self) -> str:
        return self.key


class Letter(models.Model):
    """What somebody wrote to the city, once, however many copies came; also a bounce or another message of no person.

    Attributes:
        fingerprint: what stands for what it says; copies have the same.
        sender_key: a keyed hash of the address, by which an account with that address leads to its letters.
        subject_key: the subject without “Re:”.
        is_whole: false when a person should look at the message as it came, because parts could not be read.
        languages: the share of each language that it may be in; ``language`` is the likeliest.
        deadline: by when it is answered; nothing for what is no letter.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    fingerprint = models.CharField(max_length=64, unique=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    sender_key = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=1000, blank=True)
    subject_key = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    languages = models.JSONField(default=dict)
    is_whole = models.BooleanField(default=True)
    written_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["sender_key", "subject_key", "-received_at"], name="letters_under_one_subject")]

    def __str__(self) -> str:
        return str(self.uuid)


class Message(models.Model):
    """The bytes of a message as it came. ``digest`` stands for them; the database takes the same bytes once."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="messages")
    digest = models.CharField(max_length=64, unique=True)
    raw = models.BinaryField()
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest


class Attachment(models.Model):
    """A file that came with a letter; its bytes are in the message, in the ``position``-th place."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=210)
    type = models.CharField(max_length=150)
    claimed_type = models.CharField(max_length=150)
    size_bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="one_attachment_in_a_place")]

    def __str__(self) -> str:
        return f"{self.position} of {self.letter_id}"
