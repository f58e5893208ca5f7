"""Letters, the messages in which they came, and the conversations that they belong to."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.accounts.public import Team
from zenne.catalogue.public import PublicService
from zenne.mailroom.rules.kinds import Kind


class Thread(models.Model):
    """A conversation: letters that answer each other.

    Attributes:
        state: who has to do something next; empty while no letter is in it, such as for a bounce.
        waiting_since: when the oldest letter came that nobody has answered, by which the deadline is counted.
        deadline: by when the city answers, or names the day of the answer; nothing while it owes nothing.
        time_left: the working time that was left when we asked the writer something; nothing when the clock ran anew.
        acknowledged_at: when the writer was told that their letter came.
        due_at_latest: the deadline of a letter that was put into this conversation, while it waits for an answer.
        promised_on: the day that the city has named.
        answer_in: the language in which the writer chose to write, or surely wrote; empty when that is not sure.
        came_back: whether a message to the writer came back, and nobody has seen to it.
        is_guessed: whether routing found the service, and no person has said so since.
    """

    class State(models.TextChoices):
        NONE = "", _("No letter")
        OPEN = "open", _("Waits for us")
        WAITING = "waiting", _("Waits for the writer")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    begun_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.NONE, blank=True)
    service = models.ForeignKey(PublicService, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    waiting_since = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    time_left = models.DurationField(null=True, blank=True)
    due_at_latest = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    answer_in = models.CharField(max_length=12, blank=True)
    came_back = models.BooleanField(default=False)
    is_guessed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["state", "team", "deadline"], name="threads_of_a_team")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="open") | models.Q(waiting_since__isnull=False), name="open_since_some_moment"
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class Reference(models.Model):
    """The identifier of a message, hashed, that leads to a conversation; also of messages that never came here.

    ``is_here``: a message with it came.
    """

    key = models.CharField(max_length=64, unique=True)
    is_here = models.BooleanField(default=False)
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
        channel: the way by which it came.
        copy_of: the letter as it came, where this is the second thing that it asks, in a conversation of its own.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")
        FORM = "form", _("Form on the site")
        PROGRAM = "program", _("Program of somebody")
        PHONE = "phone", _("Telephone")
        PAPER = "paper", _("Letter on paper")

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
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.MAIL)
    written_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    copy_of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="copies")

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["sender_key", "subject_key", "-received_at"], name="letters_under_one_subject")]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def origin_id(self) -> int:
        """The number of the letter whose bytes these are."""
        return self.copy_of_id or self.pk


class Message(models.Model):
    """The bytes of a message as it came. ``digest`` stands for them; the database takes the same bytes once."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="messages")
    digest = models.CharField(max_length=64, unique=True)
    raw = models.BinaryField()
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest


class Attachment(models.Model):
    """A file that came with a letter; its bytes are in the message, in the ``position``-th place.

    ``scan``: what the virus scanner said of it; ``scan_found``: the name of what is in it.
    """

    class Scan(models.TextChoices):
        NONE = "", _("Not scanned")
        WAITING = "waiting", _("Not scanned yet")
        CLEAN = "clean", _("Nothing found")
        FOUND = "found", _("Virus found")
        REFUSED = "refused", _("Too large for the scanner")

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=210)
    type = models.CharField(max_length=150)
    claimed_type = models.CharField(max_length=150)
    size_bytes = models.PositiveBigIntegerField()
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.NONE, blank=True, db_index=True)
    scan_found = models.CharField(max_length=100, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="one_attachment_in_a_place")]

    def __str__(self) -> str:
        return f"{self.position} of {self.letter_id}"


class Merger(models.Model):
    """A conversation that was put into another one, which lives on; what leads to the first leads there.

    ``letter`` is the first letter of the first, ``beside`` that of the one that lives on: their writers both get what
    is sent.
    """

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="merger")
    into = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="mergers")
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, related_name="+")
    beside = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(thread=models.F("into")), name="put_into_another_conversation")
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} in {self.into_id}"


class LetterWords(models.Model):
    """The words by which a letter is found, each once, as the full-text index of the database has them.

    ``team``: that of its conversation, which stands in the index as well. Migration 0010 makes the index; on SQLite
    Django may alter a table by making it anew, which drops its triggers: such a migration makes them again.
    """

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="words")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    tokens = models.TextField()

    def __str__(self) -> str:
        return f"words of {self.letter_id}"
