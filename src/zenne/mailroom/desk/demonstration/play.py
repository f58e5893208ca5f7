"""More than three weeks of a mailroom, played through the actions of the product, each at its time."""

import heapq
import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from zenne.core.access.public import NOBODY, SYSTEM
from zenne.core.calendar.public import add_working_time, moment_at, working_calendar
from zenne.core.content.public import current_version
from zenne.core.outbox.public import Message, message_id
from zenne.mailroom.answers.actions.acknowledge_letter import acknowledge_letter
from zenne.mailroom.answers.actions.close_letter import close_letter
from zenne.mailroom.answers.actions.dispatch_answer import dispatch_answer
from zenne.mailroom.answers.actions.hand_over_letter import hand_over_letter
from zenne.mailroom.answers.actions.keep_promises import keep_promises
from zenne.mailroom.answers.actions.route_letter import route_letter
from zenne.mailroom.answers.actions.save_answer import Wording
from zenne.mailroom.answers.actions.send_answer import LEAVES_AFTER, send_answer
from zenne.mailroom.answers.without_person import answered_without_person
from zenne.mailroom.desk.demonstration.messages import Writer, away, came_back, letter, newsletter, reply, writer
from zenne.mailroom.desk.demonstration.opening_hours import asks_for_hours, let_hours_be_answered
from zenne.mailroom.desk.demonstration.post import Post
from zenne.mailroom.desk.demonstration.questions import MANNERS
from zenne.mailroom.desk.demonstration.teams import colleagues
from zenne.mailroom.intake.actions.take_letter import Written, take_letter
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.routing.actions.learn_routing import learn_routing

WEEKS: Final = 3
THANKS, ASKS_MORE = 0.12, 0.12
MINUTE, HOUR, DAY, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(days=7)
HOURS: Final = (1, 0, 0, 0, 0, 1, 2, 5, 9, 13, 13, 10, 6, 8, 9, 8, 6, 4, 4, 5, 5, 4, 3, 2)
WEEKDAYS: Final = (1.3, 1.15, 1.05, 1.0, 0.9, 0.3, 0.3)
BEFORE_THE_EVENING: Final = time(14, 30)
NIGHT: Final = time(1, 20)
LEARNS_ON: Final = (7, 14)
"""Days after the first one: until then no letter is routed alone."""
ENOUGH_TO_LEARN_FROM: Final = 100
"""Letters, below which there is no ready answer."""
ASK_FOR_HOURS, ASK_LATER, HOURS_UNTIL, READY_ON = 24, 4, 12, 18
MORNING: Final = time(9, 10)


class Play:
    """What happens, in the order of time; nothing after ``now``, so the last letters wait for somebody."""

    def __init__(self, post: Post, *, now: datetime) -> None:
        self.post, self.now = post, now
        self.chance = random.Random(7)  # noqa: S311 - nothing secret
        self.calendar = working_calendar(current_version())
        self.colleagues = colleagues()
        self.events: list[tuple[datetime, int, Callable[..., None], tuple[Any, ...]]] = []
        self.came = self.planned = 0

    def run(self, letters: int) -> int:
        """Returns how many messages came."""
        days = days_until(self.now.astimezone(self.calendar.time_zone).date())
        for day in days:
            self.at(moment_at(day, BEFORE_THE_EVENING, time_zone=self.calendar.time_zone), self.looks_after)
        for number in LEARNS_ON:
            self.at(moment_at(days[number], NIGHT, time_zone=self.calendar.time_zone), self.learns)
        for number in range(letters):
            day = self.chance.choices(days, [WEEKDAYS[each.weekday()] for each in days])[0]
            hour = self.chance.choices(range(24), HOURS)[0]
            at = moment_at(day, time(hour, self.chance.randrange(60)), time_zone=self.calendar.time_zone)
            self.at(min(at, self.now - number * MINUTE), self.writes, writer(number + 1, self.chance))
        if letters >= ENOUGH_TO_LEARN_FROM:
            self.plan_ready_answer(days)
        while self.events:
            at, _, what, rest = heapq.heappop(self.events)
            what(*rest, at)
        return self.came

    def plan_ready_answer(self, days: list[date]) -> None:
        """Many ask for the same, the team lets it be answered without a person, and then some more ask."""
        for number in range(ASK_FOR_HOURS):
            at = moment_at(days[number % HOURS_UNTIL], MORNING, time_zone=self.calendar.time_zone)
            self.at(at + number * MINUTE, self.writes, asks_for_hours(number, self.chance))
        ready = moment_at(days[READY_ON], BEFORE_THE_EVENING, time_zone=self.calendar.time_zone)
        self.at(ready, self.lets_hours_be_answered)
        for number in range(ASK_FOR_HOURS, ASK_FOR_HOURS + ASK_LATER):
            at = ready + (number - ASK_FOR_HOURS + 1) * 5 * HOUR
            self.at(at, self.asks_on_form, asks_for_hours(number, self.chance))

    def lets_hours_be_answered(self, at: datetime) -> None:
        let_hours_be_answered(self.colleagues, now=at)

    def asks_on_form(self, who: Writer, at: datetime) -> None:
        """On the page of the service, so that it is sure what it is about."""
        own, asked = uuid5(NAMESPACE_URL, who.address), who.question
        written = Written(own, who.name, who.address, asked.subject, who.text, asked.service, asked.language)
        thread = take_letter(asker=NOBODY, written=written, channel=Letter.Channel.FORM, now=at).thread
        self.came += 1
        if not answered_without_person(thread.uuid, now=at + MINUTE):
            acknowledge_letter(thread.uuid, now=at + MINUTE)
        self.answered_later(who, at)

    def at(self, moment: datetime, what: Callable[..., None], *rest: Any) -> None:
        self.planned += 1
        if moment <= self.now:
            heapq.heappush(self.events, (moment, self.planned, what, rest))

    def looks_after(self, at: datetime) -> None:
        keep_promises(now=at)

    def learns(self, at: datetime) -> None:
        learn_routing(asker=SYSTEM, now=at)

    def writes(self, who: Writer, at: datetime) -> None:
        self.hand_over(letter(who, at), at)
        thread = self.thread_of(who)
        route_letter(thread.uuid)
        acknowledge_letter(thread.uuid, now=at + MINUTE)
        self.answered_later(who, at)
        if who.number % 40 == 5:
            self.at(at + 2 * MINUTE, self.hand_over, away(who, at))
        if who.number % 60 == 7:
            self.at(at + HOUR, self.hand_over, newsletter(who, at))
        if who.number % 60 == 9:
            self.at(at + 3 * MINUTE, self.comes_back, who)

    def hand_over(self, message: Any, at: datetime) -> None:
        self.post.hand_over(message, at=at)
        self.came += 1

    def comes_back(self, who: Writer, at: datetime) -> None:
        ours = Message.objects.filter(receiver=who.address).order_by("created_at").first()
        if ours is not None:
            self.hand_over(came_back(who, at, ours=message_id(ours)), at)

    def answered_later(self, who: Writer, at: datetime) -> None:
        """After some hours of work, mostly."""
        took = timedelta(hours=min(self.chance.lognormvariate(1.9, 0.9), 40))
        self.at(add_working_time(at, took, calendar=self.calendar), self.answers, who)

    def answers(self, who: Writer, at: datetime) -> None:
        """Whoever has the letter gives it to the right team first, where it is in another one or in none."""
        thread = self.thread_of(who)
        asker = self.colleagues.get(who.question.service)
        if asker is None or thread.state != Thread.State.OPEN:
            return
        service = thread.service.slug if thread.service else ""
        if service != who.question.service:
            hand_over_letter(
                asker=self.colleagues.get(service, asker), thread=thread.uuid, team="", service=who.question.service
            )
        answer = send_answer(asker=asker, thread=thread.uuid, wording=wording(who, asker.name), now=at - LEAVES_AFTER)
        dispatch_answer(answer.uuid, now=at)
        answer.refresh_from_db()
        if answer.message is not None:
            self.replies_perhaps(who, message_id(Message.objects.get(pk=answer.message)), at)

    def replies_perhaps(self, who: Writer, answered: str, at: datetime) -> None:
        drawn, later = self.chance.random(), at + self.chance.uniform(1, 30) * HOUR
        manners = MANNERS[who.language]
        if drawn < THANKS:
            self.at(later, self.thanks, who, reply(who, later, text=manners.thanks, answered=answered))
        elif drawn < THANKS + ASKS_MORE:
            self.at(later, self.asks_more, who, reply(who, later, text=manners.asks_more, answered=answered))

    def thanks(self, who: Writer, message: Any, at: datetime) -> None:
        self.hand_over(message, at)
        self.at(add_working_time(at, HOUR, calendar=self.calendar), self.closes, who)

    def closes(self, who: Writer, at: datetime) -> None:
        close_letter(asker=self.colleagues[who.question.service], thread=self.thread_of(who).uuid, now=at)

    def asks_more(self, who: Writer, message: Any, at: datetime) -> None:
        self.hand_over(message, at)
        self.answered_later(who, at)

    def thread_of(self, who: Writer) -> Thread:
        return Thread.objects.select_related("service").filter(letters__sender=who.address).earliest("pk")


def days_until(today: date) -> list[date]:
    """From a Monday on, so that the first week is whole: it has been over for two weeks, after which it is counted."""
    first = today - WEEKS * WEEK
    monday = first - first.weekday() * DAY
    return [monday + number * DAY for number in range((today - monday).days + 1)]


def wording(who: Writer, name: str) -> Wording:
    """The answer of a team; the name of whoever writes it stands below by itself."""
    begin, end = MANNERS[who.language].team
    text = f"{begin.format(name=who.name)}\n\n{who.question.answer}\n\n{end}"
    return Wording(text=text, language=who.language, signed_by=name)
