"""Made-up letters for benchmarks, in real words where the texts are there, put into the database in bulk."""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks.search import sentences
from zenne.accounts.public import Person, Team, TeamMembership
from zenne.core.languages.public import Translated
from zenne.mailroom.letters.index import tokens_of
from zenne.mailroom.letters.models import Letter, LetterWords, Thread

TEAMS = 12
AT_ONCE = 2_000
FIRST_NAMES = ("Ann", "Bo", "Chantal", "Dirk", "Elise", "Farid", "Greet", "Hugo", "Inès", "Jan", "Karim", "Lotte")
LAST_NAMES = ("Peeters", "Janssens", "Maes", "Jacobs", "Mertens", "Claes", "Dubois", "Lambert", "El-Amrani", "Diallo")
THREAD_COLUMNS = (
    *("id", "uuid", "begun_at", "state", "team_id", "waiting_since", "deadline", "promised_on", "answer_in"),
    *("came_back", "is_guessed"),
)
LETTER_COLUMNS = (
    *("id", "uuid", "thread_id", "kind", "fingerprint", "sender_name", "sender", "sender_key", "subject"),
    *("subject_key", "text", "language", "languages", "is_whole", "channel", "received_at"),
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a letter, with the words by which it is found."""

    text: str
    language: str
    words: tuple[str, ...]


class Letters:
    """Letters that are the same in each run, some to each team in turn."""

    def __init__(self) -> None:
        self.chance = random.Random(8)
        self.sentences = {
            language: [
                Sentence(text, language, tuple(tokens_of(head="", text=text).split())) for text in texts[:40_000]
            ]
            for language, texts in sentences().items()
        }
        name = Translated({"en": "Team"})
        self.teams = [
            Team.objects.get_or_create(key=f"team-{number}", defaults={"name": name})[0] for number in range(TEAMS)
        ]
        self.now = timezone.now()
        self.number = 0

    def worker(self, *teams: Team) -> Person:
        """Somebody who has a place in these teams."""
        person = Person.objects.create(name="Worker")
        for team in teams:
            TeamMembership.objects.create(person=person, team=team, granted_by="system")
        return person

    def open_until(self, total: int) -> None:
        """Let there be so many letters that wait for an answer."""
        self.created_until(total, is_open=True)

    def created_until(self, total: int, *, is_open: bool) -> None:
        """Let there be so many letters, through the models and the triggers of their index."""
        while self.number < total:
            some = list(self.made(min(AT_ONCE, total - self.number), is_open=is_open))
            Thread.objects.bulk_create(thread for thread, _, _ in some)
            Letter.objects.bulk_create(letter for _, letter, _ in some)
            LetterWords.objects.bulk_create(words(*each) for each in some)
        self.tidy()

    def copied_until(self, total: int) -> None:
        """Let there be so many letters, of which one in ten is open."""
        if connection.vendor == "sqlite":
            self.created_until(total, is_open=False)
        else:
            self.by_copy_until(total)

    def by_copy_until(self, total: int) -> None:
        """Let there be so many letters through COPY, which PostgreSQL alone has; their index is made anew."""
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS mailroom_letterindex")
            while self.number < total:
                some = list(self.made(min(AT_ONCE, total - self.number), is_open=False))
                copy(cursor, "mailroom_thread", THREAD_COLUMNS, (thread for thread, _, _ in some))
                copy(cursor, "mailroom_letter", LETTER_COLUMNS, (letter for _, letter, _ in some))
                rows = (words(*each) for each in some)
                copy(cursor, "mailroom_letterwords", ("letter_id", "team_id", "tokens"), rows)
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(
                "CREATE INDEX mailroom_letterindex ON mailroom_letterwords USING gin (vector) WITH (fastupdate = off)"
            )
        self.tidy()

    def tidy(self) -> None:
        """As the database does by itself after some minutes."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM (ANALYZE)")

    def made(self, number: int, *, is_open: bool) -> Iterator[tuple[Thread, Letter, str]]:
        """Conversations of one letter, with their tokens."""
        for _ in range(number):
            self.number += 1
            language = self.chance.choice(("nl", "fr"))
            chosen = self.chance.choices(self.sentences[language], k=self.chance.randint(3, 9))
            received_at = self.now - timedelta(minutes=2 * (500_000 - self.number))
            thread = self.thread(received_at, is_open=is_open or self.number % 10 == 0)
            letter = self.letter(thread, chosen, received_at)
            head = tokens_of(head=f"{letter.sender_name} {letter.sender} {letter.subject}", text="").split()
            yield thread, letter, " ".join(dict.fromkeys([*head, *(word for each in chosen for word in each.words)]))

    def thread(self, received_at: datetime, *, is_open: bool) -> Thread:
        deadline = self.now + timedelta(hours=self.chance.randint(-72, 480))
        return Thread(
            pk=self.number,
            begun_at=received_at,
            state=Thread.State.OPEN if is_open else Thread.State.ANSWERED,
            team=self.teams[self.number % TEAMS],
            waiting_since=received_at if is_open else None,
            deadline=deadline if is_open else None,
            promised_on=timezone.localdate(deadline) if is_open and self.number % 2 else None,
            came_back=is_open and self.number % 100 == 0,
        )

    def letter(self, thread: Thread, chosen: list[Sentence], received_at: datetime) -> Letter:
        name = f"{self.chance.choice(FIRST_NAMES)} {self.chance.choice(LAST_NAMES)}"
        place = self.chance.randrange(100_000)
        return Letter(
            pk=self.number,
            thread=thread,
            kind="letter",
            fingerprint=uuid.UUID(int=self.number).hex,
            sender_name=name,
            sender=f"{name.lower().replace(' ', '.')}{place}@example.org",
            sender_key=f"{name}{place}",
            subject=" ".join(chosen[0].text.split()[:6]),
            text="\n".join(each.text for each in chosen),
            language=chosen[0].language,
            received_at=received_at,
        )


def words(thread: Thread, letter: Letter, tokens: str) -> LetterWords:
    return LetterWords(letter=letter, team_id=thread.team_id, tokens=tokens)


def copy(cursor: Any, table: str, columns: tuple[str, ...], rows: Iterator[Any]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copying:
        for row in rows:
            values = [getattr(row, column) for column in columns]
            copying.write_row(["{}" if value == {} else value for value in values])
