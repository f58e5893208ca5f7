"""Does the mailroom keep what it promises? A year of the city's letters at 90 % load.

``PYTHONPATH=src:. python -m benchmarks.mail_year [days] [messages]``. The actions and the database are the product's
own; only the messages are not written out, unless ``messages`` is said. It fails when a limit is missed. The picture is written to ``docs/screenshots/mail-year.svg``.
"""

import os
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

import numpy as np  # noqa: E402 - Django comes first
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.simulated_mailroom import TEAMS, Mailroom  # noqa: E402
from zenne.accounts.public import Person, Team, TeamMembership  # noqa: E402
from zenne.core.calendar.public import working_calendar, working_days_between  # noqa: E402
from zenne.core.content.public import current_version  # noqa: E402
from zenne.core.outbox.public import Message  # noqa: E402
from zenne.mailroom.answers.models import Answer, Promise  # noqa: E402
from zenne.mailroom.figures.counting import count_week  # noqa: E402
from zenne.mailroom.figures.models import LetterWeek  # noqa: E402
from zenne.mailroom.letters.models import Letter  # noqa: E402

FIRST, DAYS = date(2027, 1, 4), 362
LEAST_IN_TIME, LEAST_HELD = 0.995, 0.90
PROJECT = Path(__file__).resolve().parents[1]
PICTURE = PROJECT / "docs" / "screenshots" / "mail-year.svg"
WRITING = ("acknowledge_letter.tell", "keep_promises.tell_all", "dispatch_answer.tell_all")
TEAM_OF = {service[0]: team for team, (_, services) in TEAMS.items() for service in services}
WEEK, DAY = timedelta(days=7), timedelta(days=1)


def main(days: int, *, writes: bool) -> int:
    call_command("migrate", verbosity=0)
    call_command("load", str(PROJECT / "cities" / "brussels"), verbosity=0, stdout=StringIO())
    people()
    calendar, begun = working_calendar(current_version()), time.perf_counter()
    mailroom = Mailroom(calendar, random.Random(1))
    last = FIRST + (days - 1) * DAY
    with ExitStack() as stack:
        for place in () if writes else WRITING:
            stack.enter_context(mock.patch(f"zenne.mailroom.answers.actions.{place}", return_value=Message()))
        mailroom.play(FIRST, last)
    seconds = time.perf_counter() - begun
    rows = [row for monday in range(days // 7 + 10) for row in count_week(FIRST + monday * WEEK, now=end_of(last))]
    report(rows, mailroom, seconds)
    in_time, kept, silent = share(rows, "in_time", "due"), share(rows, "held", "promised"), passed_in_silence()
    if days >= DAYS:
        PICTURE.write_text(picture(rows), encoding="utf-8")
    print(f"\nanswered or dated in two working days {in_time:.2%}, days held {kept:.1%}, passed in silence {silent}")
    return 0 if in_time >= LEAST_IN_TIME and kept >= LEAST_HELD and not silent else 1


def people() -> None:
    for key, (number, _) in TEAMS.items():
        team = Team.objects.get(key=key)
        for _place in range(number):
            person = Person.objects.create(name="Somebody")
            TeamMembership.objects.create(person=person, team=team, granted_by="system")


def end_of(last: date) -> datetime:
    return timezone.make_aware(datetime.combine(last + 61 * DAY, datetime.min.time()))


def share(rows: Iterable[LetterWeek], part: str, whole: str) -> float:
    rows = list(rows)
    return sum(getattr(row, part) for row in rows) / max(1, sum(getattr(row, whole) for row in rows))


def passed_in_silence() -> int:
    """Days that were named and passed without an answer or another day by their end."""
    sent, named = defaultdict(list), defaultdict(list)
    for thread, moment in Answer.objects.filter(sent_at__isnull=False).values_list("thread", "sent_at"):
        sent[thread].append(timezone.localdate(moment))
    promises = list(Promise.objects.order_by("made_at", "pk"))
    for each in promises:
        named[each.thread_id].append(each)
    return sum(
        not any(day <= each.day for day in sent[each.thread_id])
        and not any(
            later.made_at > each.made_at and timezone.localdate(later.made_at) <= each.day
            for later in named[each.thread_id]
        )
        for each in promises
    )


def report(rows: list[LetterWeek], mailroom: Mailroom, seconds: float) -> None:
    letters, renewed = Letter.objects.count(), Promise.objects.filter(is_renewed=True).count()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    load = mailroom.worked_minutes / mailroom.present_minutes
    print(f"{letters} letters, {Promise.objects.count()} days named ({renewed} of them anew), load {load:.0%}")
    print(f"{seconds:.0f} s, {memory:.0f} MB at the peak, {1_000 * seconds / letters:.1f} ms a letter")
    for name, spans in (("named", spans_named(mailroom)), ("taken", spans_taken(mailroom))):
        print(f"working days {name}: half {np.quantile(spans, 0.5):.0f}, nine of ten {np.quantile(spans, 0.9):.0f}")
    table("month", rows, lambda row: f"{row.week:%Y-%m}")
    table("team", rows, lambda row: TEAM_OF[row.service])
    table("service", rows, lambda row: row.service)


def spans_named(mailroom: Mailroom) -> list[int]:
    rows = Promise.objects.filter(is_renewed=False).values_list("thread__begun_at", "day")
    return [working_days_between(timezone.localdate(at), day, calendar=mailroom.calendar) for at, day in rows]


def spans_taken(mailroom: Mailroom) -> list[int]:
    rows = Answer.objects.filter(sent_at__isnull=False).values_list("thread__begun_at", "sent_at")
    return [
        working_days_between(timezone.localdate(at), timezone.localdate(sent), calendar=mailroom.calendar)
        for at, sent in rows
    ]


def grouped(rows: list[LetterWeek], key: Callable[[LetterWeek], str]) -> dict[str, list[LetterWeek]]:
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(sorted(groups.items()))


def table(name: str, rows: list[LetterWeek], key: Callable[[LetterWeek], str]) -> None:
    print(f"\n| {name} | letters | answered or dated in time | days named | held |\n|---|---|---|---|---|")
    for value, group in grouped(rows, key).items():
        letters, named = (sum(getattr(row, column) for row in group) for column in ("letters", "promised"))
        in_time, kept = share(group, "in_time", "due"), share(group, "held", "promised")
        print(f"| {value} | {letters} | {in_time:.1%} | {named} | {kept:.1%} |")


def picture(rows: list[LetterWeek]) -> str:
    """Of the days of each month that were named, the share that held: in all, and of each team."""
    months = [month for month in grouped(rows, lambda row: f"{row.week:%Y-%m}") if month.startswith(f"{FIRST:%Y}")]
    place = {month: 50 + 36 * number for number, month in enumerate(months)}
    lines = []
    for team in ("", *TEAMS):
        own = grouped([row for row in rows if team in {"", TEAM_OF[row.service]}], lambda row: f"{row.week:%Y-%m}")
        points = " ".join(
            f"{place[month]},{height(share(own[month], 'held', 'promised')):.0f}" for month in months if month in own
        )
        look = 'stroke="#747e99" stroke-opacity="0.6"' if team else 'stroke="#1c3f94" stroke-width="3"'
        lines.append(f'<polyline points="{points}" fill="none" {look}/>')
    names = "".join(f'<text x="{x}" y="270" text-anchor="middle">{int(month[5:])}</text>' for month, x in place.items())
    levels = "".join(
        f'<text x="42" y="{height(each / 100) + 4:.0f}" text-anchor="end">{each}</text>' for each in (50, 70, 90, 100)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 300" font-family="sans-serif" font-size="13">'
        '<rect width="480" height="300" fill="#fff"/><path d="M50 40V250H460" fill="none" stroke="#747e99"/>'
        f'<path d="M50 {height(0.9):.0f}H460" stroke="#a3171f" stroke-dasharray="4 4"/>{levels}{names}{"".join(lines)}'
        '<text x="255" y="292" text-anchor="middle">month of the year</text>'
        '<text x="14" y="145" text-anchor="middle" transform="rotate(-90 14 145)">days that held: %</text>'
        '<text x="50" y="22" fill="#1c3f94">all teams (bold), each team (thin), wanted (dashed)</text></svg>\n'
    )


def height(part: float) -> float:
    return 250 - 200 * (max(part, 0.5) - 0.5) * 2


if __name__ == "__main__":
    sys.exit(main(int(next(iter(sys.argv[1:2]), DAYS)), writes="messages" in sys.argv[2:]))
