"""Answers to letters, what their writers say of them, who is writing one, and the days that were promised."""

import uuid

from django.db import models

from zenne.accounts.public import Team
from zenne.mailroom.letters.models import Thread


class Answer(models.Model):
    """What a team writes to whoever wrote. There is one at a time that has not left, shared by the team.

    Attributes:
        author: the key of who wrote last at it.
        signed_by: the name below it.
        receiver_key: what stands for the address that it goes to.
        own_text: what somebody wrote in their own language, ``translated_from``, before a machine made ``text`` of it.
        asks_back: whether it asks the writer something, so that the clock stops until they answer.
        saved_at: when its words were written down last; ``settled_at``: when somebody did so by a button.
        leaves_at: when it leaves; until then it can be taken back.
        message: the number of the message in the outbox.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        LEAVING = "leaving"
        SENT = "sent"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="answers")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.CharField(max_length=60)
    signed_by = models.CharField(max_length=200, blank=True)
    receiver_key = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    own_text = models.TextField(blank=True)
    translated_from = models.CharField(max_length=12, blank=True)
    asks_back = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    leaves_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)
    message = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["thread"], condition=models.Q(state__in=["draft", "leaving"]), name="one_answer_at_a_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="leaving") | models.Q(leaves_at__isnull=False), name="leaves_at_some_moment"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False), name="answer_sent_at_some_moment"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class AnswerText(models.Model):
    """The same answer in one more language, for writers who were put together and read that one; it leaves with it.

    Attributes:
        receiver_key: what stands for the address of the first of them; empty where there is none.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="further_texts")
    language = models.CharField(max_length=12)
    text = models.TextField()
    receiver_key = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "language"], name="one_text_a_language")]

    def __str__(self) -> str:
        return f"{self.answer_id} in {self.language}"


class Verdict(models.Model):
    """What a writer says of the last they heard: whether it answered their question. They may change their mind."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="verdict")
    was_answered = models.BooleanField()
    comment = models.TextField(blank=True)
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answer_id} answered: {self.was_answered}"


class SampleCheck(models.Model):
    """An answer that a colleague looks at after it left: whether it was right and clear, and what they would change."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="check_of_sample")
    chosen_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    checker = models.CharField(max_length=60, blank=True)
    is_fine = models.BooleanField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(checked_at=None) | models.Q(is_fine__isnull=False), name="checked_with_an_outcome"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} looked at: {self.checked_at}"


class Hold(models.Model):
    """Who is writing the answer in a conversation, so that nobody else does so unknowingly."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="hold")
    holder = models.CharField(max_length=60)
    name = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.thread_id} held"


class Promise(models.Model):
    """A day that the writer was told. ``is_renewed``: it took the place of an earlier one that would not have held."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="promises")
    day = models.DateField()
    made_at = models.DateTimeField()
    is_renewed = models.BooleanField(default=False)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.day}"


class ColleagueQuestion(models.Model):
    """What is asked of a colleague or a team inside a conversation, and what they say; never part of what is sent.

    Attributes:
        writer_key: what stands for the address of whoever wrote the letter: it is a note about their matter.
        asker, replier: the keys of whoever asks and of whoever says something.
        asked_person: the key of whom is asked; else all of ``asked_team`` are.
        replied_at: when it was answered, which closes it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="colleague_questions")
    writer_key = models.CharField(max_length=64, blank=True, db_index=True)
    asker = models.CharField(max_length=60, blank=True)
    asked_person = models.CharField(max_length=60, blank=True, db_index=True)
    asked_team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replier = models.CharField(max_length=60, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(replied_at=None) | ~models.Q(reply=""), name="replied_with_some_words"
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class LinkedRecord(models.Model):
    """A record of another module that a conversation is about. ``kind``: a code of ``RecordKind``."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="linked_records")
    kind = models.CharField(max_length=30)
    record = models.UUIDField()
    linked_at = models.DateTimeField()

    class Meta:
        ordering = ["linked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["thread", "kind", "record"], name="linked_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.thread_id}"


class TeamAway(models.Model):
    """How many people of a team are away on some days, both included, as somebody of the team said; never who."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    people = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="away_for_some_days"),
            models.CheckConstraint(condition=models.Q(people__gt=0), name="somebody_is_away"),
        ]

    def __str__(self) -> str:
        return f"{self.people} of {self.team_id}: {self.first_day} to {self.last_day}"
