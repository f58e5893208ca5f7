"""A year of letters to four teams, with what the product can only guess: who is in, and how long each letter takes."""

import heapq
import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from zenne.core.calendar.public import WorkingCalendar, add_working_days, moment_at
from zenne.mailroom.figures.rules.outcomes import Came, Given, Named
from zenne.mailroom.rules.deadlines import PROMISED_WORKING_DAYS

LOAD = 0.9
MAIL_MINUTES = 120
"""Of a person's day, beside the counter."""
SICK_A_DAY, SICK_DAYS, LEAVE_DAYS = 0.012, 4, 28
# What it is about, its share, minutes of work, spread, how often somebody else must be asked first, and for how long.
Kind = tuple[str, float, float, float, float, float]
TEAMS: dict[str, tuple[int, tuple[Kind, ...]]] = {
    "population": (6, (("change-of-address", 0.6, 14, 0.6, 0.02, 2), ("certified-copy", 0.4, 20, 0.5, 0.05, 2))),
    "civil-status": (5, (("birth-certificate", 0.7, 18, 0.5, 0.03, 3), ("belgian-nationality", 0.3, 45, 0.8, 0.4, 8))),
    "mobility": (4, (("parking-permit", 0.8, 15, 0.6, 0.05, 2), ("street-problem", 0.2, 30, 0.9, 0.6, 6))),
    "urbanism": (5, (("building-permit", 0.5, 40, 0.9, 0.5, 7), ("planning-information", 0.5, 25, 0.7, 0.2, 4))),
}
WRONG_TEAM, WRITES_AGAIN, OUT_OF_TURN = 0.03, 0.08, 0.1
AFTER_ASKING, TO_HAND_OVER, SHARE_OF_A_REPLY = 3.0, 2.0, 0.5
WEEKDAYS = (1.3, 1.15, 1.05, 1.0, 0.9, 0.3, 0.3)
MONTHS = (1.15, 1.0, 1.0, 1.0, 1.0, 1.05, 0.8, 0.85, 1.2, 1.05, 1.0, 0.85)
HOURS = (1, 0, 0, 0, 0, 1, 2, 5, 9, 13, 13, 10, 6, 8, 9, 8, 6, 4, 4, 5, 5, 4, 3, 2)
AFTER_CLOSING = 1.3
SAID_FROM, SAID_BEFORE = 5, timedelta(days=28)
"""Leave of so many days is said so long before it begins; a day off and an illness are not."""
LEAVE_WEIGHTS = (1, 1, 1, 2, 1, 1, 6, 6, 1, 1, 1, 3)
SICK_WEIGHTS = (1.7, 1.6, 1.2, 0.9, 0.8, 0.7, 0.6, 0.6, 0.8, 1.0, 1.3, 1.5)
IDLE, QUARTER, DAY = timedelta(minutes=15), timedelta(minutes=15), timedelta(days=1)
BEGIN_OF_WORK, END_OF_WORK = 9, 17


@dataclass(eq=False)
class Case:
    """A conversation: what the product knows of it, what it is in truth, and what became of it."""

    number: int
    team: str | None
    service: str
    begun_at: datetime
    waiting_since: datetime
    deadline: datetime
    minutes: float
    asks_elsewhere: timedelta | None
    belongs_to: tuple[str, str] | None = None
    promised_on: date | None = None
    is_open: bool = True
    back_at: datetime | None = None
    in_hand: bool = False
    letters: list[Came] = field(default_factory=list)
    answers: list[Given] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)

    def urgency(self, calendar: WorkingCalendar) -> tuple[date, bool, datetime, int]:
        """As the list of the desk shows them: a promised day comes before the deadlines of that day."""
        if self.promised_on is not None:
            return self.promised_on, False, self.deadline, self.number
        return self.deadline.astimezone(calendar.time_zone).date(), True, self.deadline, self.number


class Product(Protocol):
    """What names the days: the rules of the product alone, or its actions with a database."""

    def comes(self, case: Case, now: datetime) -> None: ...
    def comes_again(self, case: Case, now: datetime) -> None: ...
    def is_answered(self, case: Case, now: datetime) -> None: ...
    def is_handed_over(self, case: Case) -> None: ...
    def looks_after(self, now: datetime) -> None: ...
    def hears_of_leave(self, team: str, first: date, last: date, now: datetime) -> None: ...


@dataclass
class Worker:
    """Somebody who answers, with the minutes for letters of each day on which they are in."""

    team: str
    minutes: dict[date, float]
    current: Case | None = None


@dataclass
class Mailroom:
    """The year, as it happens."""

    calendar: WorkingCalendar
    chance: random.Random
    product: Product
    workers: list[Worker] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    open: dict[str | None, dict[int, Case]] = field(default_factory=dict)
    events: list[tuple[datetime, int, Callable[..., None], tuple[Any, ...]]] = field(default_factory=list)
    written: int = 0
    worked_minutes: float = 0
    present_minutes: float = 0

    def play(self, first: date, last: date, *, afterwards: int = 90) -> None:
        """All days, and then some more on which nobody writes, so that what was promised comes true or not."""
        days = [first + number * DAY for number in range((last - first).days + 1)]
        for team, (people, _) in TEAMS.items():
            self.hire(team, people, days)
        self.present_minutes = sum(sum(worker.minutes.values()) for worker in self.workers)
        later = [last + number * DAY for number in range(1, afterwards + 1)]
        for worker in self.workers:
            worker.minutes |= {day: MAIL_MINUTES for day in later if self.calendar.is_working_day(day)}
        for team, (_, kinds) in TEAMS.items():
            self.letters_to(team, kinds, days)
        for day in [*days, *later]:
            self.begin_day(day)
            self.run(until=moment_at(day + DAY, time(), time_zone=self.calendar.time_zone))

    def hire(self, team: str, people: int, days: list[date]) -> None:
        """Who is in on which day: leave of which colleagues take turns, and illness of which nobody knows before."""
        away: dict[date, int] = {}
        weights = [LEAVE_WEIGHTS[day.month - 1] for day in days]
        for _number in range(people):
            leave: set[date] = set()
            gone: set[date] = set()
            while len(leave) < max(LEAVE_DAYS * len(days) // 366, 1):
                begin = self.chance.choices(days, weights)[0]
                block = [begin + n * DAY for n in range(self.chance.choice((1, 5, 12)))]
                if all(away.get(each, 0) < people // 2 for each in block):
                    leave |= {each for each in block if self.calendar.is_working_day(each)}
                    gone |= set(block)
            for each in leave:
                away[each] = away.get(each, 0) + 1
            self.workers.append(Worker(team, self.minutes_of(days, leave)))
            self.say(team, gone)

    def say(self, team: str, gone: set[date]) -> None:
        """Let the product know of the longer leave of somebody, as the team says it: how many are away, and not who."""
        for first in sorted(each for each in gone if each - DAY not in gone):
            last = next(day for day in (first + n * DAY for n in range(len(gone))) if day + DAY not in gone)
            if (last - first).days + 1 >= SAID_FROM:
                when = moment_at(first - SAID_BEFORE, time(BEGIN_OF_WORK), time_zone=self.calendar.time_zone)
                self.at(when, self.product.hears_of_leave, team, first, last)

    def minutes_of(self, days: Iterable[date], leave: set[date]) -> dict[date, float]:
        minutes, ill_until = {}, date.min
        for day in days:
            if ill_until < day and self.chance.random() < SICK_A_DAY * SICK_WEIGHTS[day.month - 1]:
                ill_until = day + timedelta(days=self.chance.expovariate(1 / SICK_DAYS))
            if self.calendar.is_working_day(day) and ill_until < day and day not in leave:
                minutes[day] = MAIL_MINUTES * self.chance.uniform(0.7, 1.3)
        return minutes

    def letters_to(self, team: str, kinds: tuple[Kind, ...], days: list[date]) -> None:
        """As many as make up the load, by day and hour as people write; their work is the load exactly."""
        capacity = LOAD * sum(sum(each.minutes[day] for day in days if day in each.minutes) for each in self.own(team))
        alone = sum(share * mean for _, share, mean, *_ in kinds)
        asking = sum(share * asks for _, share, _, _, asks, _ in kinds)
        replies = WRITES_AGAIN / (1 - WRITES_AGAIN) * SHARE_OF_A_REPLY * alone
        beside = asking * AFTER_ASKING + WRONG_TEAM * TO_HAND_OVER + replies
        weights = [self.weight(day) for day in days]
        usual = capacity / (alone + beside) / sum(weights)
        cases = [
            self.letter_on(day, team, kinds)
            for day, weight in zip(days, weights, strict=True)
            for _number in range(poisson(usual * weight, self.chance))
        ]
        times = (capacity - beside * len(cases)) / sum(case.minutes for case in cases)
        for case in cases:
            case.minutes *= times
            self.at(case.begun_at, self.comes, case)

    def own(self, team: str) -> list[Worker]:
        return [each for each in self.workers if each.team == team]

    def weight(self, day: date) -> float:
        before = day - DAY
        was_closed = before.weekday() < 5 and not self.calendar.is_working_day(before)
        times = AFTER_CLOSING if was_closed and self.calendar.is_working_day(day) else 1.0
        return times * WEEKDAYS[day.weekday()] * MONTHS[day.month - 1]

    def letter_on(self, day: date, team: str, kinds: tuple[Kind, ...]) -> Case:
        chance = self.chance
        service, _, mean, spread, asks, days = chance.choices(kinds, [each[1] for each in kinds])[0]
        hour = chance.choices(range(24), HOURS)[0]
        at = moment_at(day, time(hour), time_zone=self.calendar.time_zone)
        at += timedelta(seconds=chance.uniform(0, 3_600))
        elsewhere = timedelta(days=chance.lognormvariate(math.log(days), 0.5) * 7 / 5)
        minutes = mean * chance.lognormvariate(-spread * spread / 2, spread)
        belongs_to = None
        if chance.random() < WRONG_TEAM:
            belongs_to = (team, service)
            team = chance.choice([each for each in TEAMS if each != team])
            service = chance.choice(TEAMS[team][1])[0]
        self.written += 1
        due = self.due(at)
        needs = elsewhere if chance.random() < asks else None
        return Case(self.written, team, service, at, at, due, minutes, needs, belongs_to)

    def due(self, at: datetime) -> datetime:
        return add_working_days(at, PROMISED_WORKING_DAYS, calendar=self.calendar)

    def begin_day(self, day: date) -> None:
        moment = begin = moment_at(day, time(), time_zone=self.calendar.time_zone)
        while moment < begin + DAY:
            self.at(moment, self.product.looks_after)
            moment += QUARTER
        opens = moment_at(day, time(BEGIN_OF_WORK), time_zone=self.calendar.time_zone)
        for worker in self.workers:
            if day in worker.minutes:
                begins = opens + timedelta(minutes=self.chance.uniform(0, 240))
                self.at(begins, self.works, worker, worker.minutes[day])

    def at(self, moment: datetime, what: Callable[..., None], *rest: Any) -> None:
        self.written += 1
        heapq.heappush(self.events, (moment, self.written, what, rest))

    def run(self, until: datetime) -> None:
        while self.events and self.events[0][0] < until:
            now, _, what, rest = heapq.heappop(self.events)
            what(*rest, now)

    def comes(self, case: Case, now: datetime) -> None:
        """A new letter, or one more of the same writer."""
        day = now.astimezone(self.calendar.time_zone).date()
        is_new, case.is_open = not case.letters, True
        case.letters.append(Came(now, day, case.deadline, "nl", "mail"))
        self.open.setdefault(case.team, {})[case.number] = case
        if is_new:
            self.cases.append(case)
            self.product.comes(case, now)
        else:
            self.product.comes_again(case, now)

    def works(self, worker: Worker, minutes: float, now: datetime) -> None:
        """Go on with a letter, or take the most urgent one, until the time for letters is over."""
        is_over = minutes <= 0 or now.astimezone(self.calendar.time_zone).hour >= END_OF_WORK
        case = worker.current or (None if is_over else self.next_for(worker, now))
        if is_over:
            if case is not None:
                case.in_hand, worker.current = False, None
        elif case is None:
            self.at(now + IDLE, self.works, worker, minutes)
        else:
            worker.current = case
            spent = min(minutes, TO_HAND_OVER if case.belongs_to else case.minutes)
            self.worked_minutes += spent
            self.at(now + timedelta(minutes=spent), self.goes_on, worker, case, spent, minutes - spent)

    def goes_on(self, worker: Worker, case: Case, spent: float, left: float, now: datetime) -> None:
        if case.belongs_to is not None:
            self.hand_over(case)
            worker.current = None
        else:
            case.minutes -= spent
            if case.minutes <= 0.01:
                worker.current, case.in_hand = None, False
                self.finish(case, now)
        self.works(worker, left, now)

    def hand_over(self, case: Case) -> None:
        assert case.belongs_to is not None
        del self.open[case.team][case.number]
        (case.team, case.service), case.belongs_to, case.in_hand = case.belongs_to, None, False
        self.open.setdefault(case.team, {})[case.number] = case
        self.product.is_handed_over(case)

    def finish(self, case: Case, now: datetime) -> None:
        """The answer leaves, or the letter waits until others have said what they know."""
        if case.asks_elsewhere is not None:
            case.back_at, case.asks_elsewhere, case.minutes = now + case.asks_elsewhere, None, AFTER_ASKING
            return
        del self.open[case.team][case.number]
        case.answers.append(Given(now, now, now.astimezone(self.calendar.time_zone).date()))
        self.product.is_answered(case, now)
        case.is_open, case.promised_on, case.back_at = False, None, None
        if self.chance.random() < WRITES_AGAIN:
            at = now + timedelta(days=self.chance.lognormvariate(math.log(2), 0.7))
            mean = sum(share * each for _, share, each, *_ in TEAMS[case.team or "population"][1])
            case.minutes = SHARE_OF_A_REPLY * mean * self.chance.lognormvariate(-0.125, 0.5)
            self.at(at, self.writes_again, case)

    def writes_again(self, case: Case, now: datetime) -> None:
        case.waiting_since, case.deadline = now, self.due(now)
        self.comes(case, now)

    def next_for(self, worker: Worker, now: datetime) -> Case | None:
        """The most urgent; one of ten times somebody takes any other. Letters of no team are everybody's."""
        lying = [*self.open.get(worker.team, {}).values(), *self.open.get(None, {}).values()]
        free = [each for each in lying if not each.in_hand and (each.back_at is None or each.back_at <= now)]
        if not free:
            return None
        if self.chance.random() < OUT_OF_TURN:
            chosen = self.chance.choice(free)
        else:
            chosen = min(free, key=lambda each: each.urgency(self.calendar))
        chosen.in_hand = True
        return chosen


def poisson(mean: float, chance: random.Random) -> int:
    """How many come where so many come on average (Knuth)."""
    least, product, count = math.exp(-mean), chance.random(), 0
    while product > least:
        product, count = product * chance.random(), count + 1
    return count
