"""A year of letters to four teams, with what the product can only guess: who is in, and how long each takes."""

import heapq
import math
import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate

from zenne.accounts.public import Team
from zenne.catalogue.public import PublicService
from zenne.core.calendar.public import WorkingCalendar, moment_at
from zenne.mailroom.answers.actions.acknowledge_letter import acknowledge_letter
from zenne.mailroom.answers.actions.dispatch_answer import dispatch_answer
from zenne.mailroom.answers.actions.keep_promises import keep_promises
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.letters.conversations import hand_to_service, run_clock
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.rules.kinds import Kind

LOAD = 0.9
MAIL_MINUTES = 120
"""Of a person's day, beside the counter."""
SICK_A_DAY, SICK_DAYS, LEAVE_DAYS = 0.012, 4, 28
PRESENT = 0.83
"""Of the working days of a year, what leave and illness leave."""
# What it is about, its share, minutes of work, spread, how often somebody else must be asked first, and for how long.
TEAMS: dict[str, tuple[int, tuple[tuple[str, float, float, float, float, float], ...]]] = {
    "population": (6, (("change-of-address", 0.6, 14, 0.6, 0.02, 2), ("certified-copy", 0.4, 20, 0.5, 0.05, 2))),
    "civil-status": (5, (("birth-certificate", 0.7, 18, 0.5, 0.03, 3), ("belgian-nationality", 0.3, 45, 0.8, 0.4, 8))),
    "mobility": (4, (("parking-permit", 0.8, 15, 0.6, 0.05, 2), ("street-problem", 0.2, 30, 0.9, 0.6, 6))),
    "urbanism": (5, (("building-permit", 0.5, 40, 0.9, 0.5, 7), ("planning-information", 0.5, 25, 0.7, 0.2, 4))),
}
WEEKDAYS = (1.3, 1.15, 1.05, 1.0, 0.9, 0.3, 0.3)
MONTHS = (1.15, 1.0, 1.0, 1.0, 1.0, 1.05, 0.8, 0.85, 1.2, 1.05, 1.0, 0.85)
HOURS = (1, 0, 0, 0, 0, 1, 2, 5, 9, 13, 13, 10, 6, 8, 9, 8, 6, 4, 4, 5, 5, 4, 3, 2)
AFTER_CLOSING = 1.3
LEAVE_WEIGHTS = (1, 1, 1, 2, 1, 1, 6, 6, 1, 1, 1, 3)
STEP = timedelta(minutes=15)
DAY = timedelta(days=1)


@dataclass
class Letterbox:
    """What is known of a letter beside the product: minutes of work that are left, and until when it lies elsewhere."""

    minutes: float
    asks_elsewhere: timedelta | None
    back_at: datetime | None = None
    in_hand: bool = False


@dataclass
class Worker:
    """Somebody who answers, on the days on which they are in."""

    team: Team
    leave: frozenset[date]
    sick_until: date = date.min
    current: int | None = None


@dataclass
class Mailroom:
    """The year, as it happens."""

    calendar: WorkingCalendar
    chance: random.Random
    workers: list[Worker] = field(default_factory=list)
    truth: dict[int, Letterbox] = field(default_factory=dict)
    events: list[tuple[datetime, int, Any]] = field(default_factory=list)
    written: int = 0
    worked_minutes: float = 0
    present_minutes: float = 0

    def play(self, first: date, last: date) -> None:
        """All days, and then some more on which nobody writes, so that what was promised comes true or not."""
        services = {each.slug: each for each in PublicService.objects.select_related("organisation")}
        self.hire(first, last)
        was_closed = False
        day = first
        while day <= last + 60 * DAY:
            is_open = self.calendar.is_working_day(day)
            if day <= last:
                self.letters_of(day, services, times=AFTER_CLOSING if was_closed and is_open else 1.0)
            self.day_of_work(day, is_open=is_open)
            was_closed = not is_open and day.weekday() < 5
            self.run()
            day += DAY

    def hire(self, first: date, last: date) -> None:
        days = [first + number * DAY for number in range((last - first).days + 1)]
        for key, (people, _) in TEAMS.items():
            team = Team.objects.get(key=key)
            away: dict[date, int] = {}
            for _number in range(people):
                leave: set[date] = set()
                while len(leave) < LEAVE_DAYS * len(days) // 366:
                    begin = self.chance.choices(days, [LEAVE_WEIGHTS[day.month - 1] for day in days])[0]
                    block = [begin + n * DAY for n in range(self.chance.choice((1, 5, 12)))]
                    if all(away.get(each, 0) < people // 2 for each in block):
                        leave |= {each for each in block if self.calendar.is_working_day(each)}
                for each in leave:
                    away[each] = away.get(each, 0) + 1
                self.workers.append(Worker(team, frozenset(leave)))

    def letters_of(self, day: date, services: dict[str, PublicService], *, times: float) -> None:
        begin = moment_at(day, time(), time_zone=self.calendar.time_zone)
        season = times * WEEKDAYS[day.weekday()] * MONTHS[day.month - 1]
        for people, kinds in TEAMS.values():
            minutes = sum(share * mean for _, share, mean, *_ in kinds)
            usual = LOAD * people * MAIL_MINUTES * PRESENT * 250 / 365 / minutes
            for _number in range(poisson(usual * season / (sum(WEEKDAYS) / 7), self.chance)):
                name, _, mean, spread, asks, days = self.chance.choices(kinds, [each[1] for each in kinds])[0]
                hour = self.chance.choices(range(24), HOURS)[0]
                at = begin + timedelta(hours=hour, seconds=self.chance.uniform(0, 3_600))
                lasts = self.chance.lognormvariate(math.log(days), 0.5)
                elsewhere = timedelta(days=lasts * 7 / 5) if self.chance.random() < asks else None
                work = mean * self.chance.lognormvariate(-spread * spread / 2, spread)
                self.at(at, (self.comes, services[name], Letterbox(work, elsewhere)))

    def day_of_work(self, day: date, *, is_open: bool) -> None:
        for hour in range(7, 20) if is_open else (12,):
            self.at(moment_at(day, time(hour, 5), time_zone=self.calendar.time_zone), (keep_promises_at,))
        for worker in self.workers if is_open else ():
            if worker.sick_until < day and self.chance.random() < SICK_A_DAY:
                worker.sick_until = day + timedelta(days=self.chance.expovariate(1 / SICK_DAYS))
            if worker.sick_until >= day or day in worker.leave:
                continue
            minutes = MAIL_MINUTES * self.chance.uniform(0.7, 1.3)
            self.present_minutes += minutes
            begins = moment_at(day, time(9), time_zone=self.calendar.time_zone)
            self.at(begins + timedelta(minutes=self.chance.uniform(0, 240)), (self.works, worker, minutes))

    def at(self, moment: datetime, event: tuple[Any, ...]) -> None:
        self.written += 1
        heapq.heappush(self.events, (moment, self.written, event))

    def run(self) -> None:
        while self.events:
            now, _, (what, *rest) = heapq.heappop(self.events)
            what(now, *rest)

    def comes(self, now: datetime, service: PublicService, truth: Letterbox) -> None:
        """A letter is kept as intake keeps it, and acknowledged by the product."""
        self.written += 1
        thread = Thread(begun_at=now, answer_in="nl")
        run_clock(thread, since=now)
        hand_to_service(thread, service)
        thread.save()
        name = f"{self.written}@example.org"
        Letter.objects.create(
            thread=thread, kind=Kind.LETTER, fingerprint=name, sender=name, sender_key=name, subject=service.slug,
            text="", language="nl", received_at=now, deadline=thread.deadline,
        )  # fmt: skip
        self.truth[thread.pk] = truth
        acknowledge_letter(thread.uuid, now=now)

    def works(self, now: datetime, worker: Worker, minutes: float) -> None:
        """Go on with a letter, or take the most urgent one, until the time for mail is over."""
        if minutes <= 0 or now.astimezone(self.calendar.time_zone).hour >= 17:
            return
        if worker.current is None:
            worker.current = self.next_for(worker, now)
        if worker.current is None:
            self.at(now + STEP, (self.works, worker, minutes - STEP / timedelta(minutes=2)))
            return
        truth = self.truth[worker.current]
        done = min(minutes, truth.minutes)
        self.worked_minutes += done
        self.at(now + timedelta(minutes=done), (self.goes_on, worker, done, minutes - done))

    def goes_on(self, now: datetime, worker: Worker, done: float, left: float) -> None:
        number = worker.current
        assert number is not None
        truth = self.truth[number]
        truth.minutes -= done
        if truth.minutes <= 0.01:
            worker.current = None
            if truth.asks_elsewhere is None:
                answer(number, now)
                del self.truth[number]
            else:
                truth.back_at, truth.asks_elsewhere = now + truth.asks_elsewhere, None
                truth.minutes, truth.in_hand = 3.0, False
        self.works(now, worker, left)

    def next_for(self, worker: Worker, now: datetime) -> int | None:
        """As the list of the desk shows them; one of ten times somebody takes any other."""
        due = Coalesce("promised_on", TruncDate("deadline"))
        rows = Thread.objects.filter(Q(team=worker.team) | Q(team=None), state=Thread.State.OPEN)
        numbers = [each for each in rows.order_by(due, "pk").values_list("pk", flat=True) if self.is_free(each, now)]
        if not numbers:
            return None
        chosen = self.chance.choice(numbers) if self.chance.random() < 0.1 else numbers[0]
        self.truth[chosen].in_hand = True
        return chosen

    def is_free(self, number: int, now: datetime) -> bool:
        truth = self.truth[number]
        return not truth.in_hand and (truth.back_at is None or truth.back_at <= now)


def poisson(mean: float, chance: random.Random) -> int:
    """How many come where so many come on average (Knuth)."""
    least, product, count = math.exp(-mean), chance.random(), 0
    while product > least:
        product, count = product * chance.random(), count + 1
    return count


def keep_promises_at(now: datetime) -> None:
    keep_promises(now=now)


def answer(number: int, now: datetime) -> None:
    row = Answer.objects.create(
        thread_id=number, state=Answer.State.LEAVING, author="somebody", language="nl", text=".", saved_at=now,
        leaves_at=now,
    )  # fmt: skip
    dispatch_answer(row.uuid, now=now)
