"""Does the mailroom keep what it promises? A year of the city's letters at 90 % load.

``PYTHONPATH=src:. python -m benchmarks.mail_year [days]``. The year is played with the rules that name days and the
calendar of Brussels; its first weeks once more through the actions, with their database and messages, and both must
have named the same days. It fails when a limit is missed. The picture is written to ``docs/screenshots/mail-year.svg``.
"""

import os
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django comes first

from benchmarks.mail_actions import ByActions, differing  # noqa: E402
from benchmarks.mail_promises import ByRules  # noqa: E402
from benchmarks.simulated_mailroom import TEAMS, Case, Mailroom, Product  # noqa: E402
from zenne.core.calendar.public import WorkingCalendar, working_calendar, working_days_between  # noqa: E402
from zenne.core.content.public import current_version  # noqa: E402
from zenne.mailroom.figures.rules.outcomes import Conversation, Named, held, in_time  # noqa: E402

FIRST, DAYS, SAMPLE_DAYS, AFTER_SAMPLE = date(2027, 1, 4), 362, 12, 20
LEAST_IN_TIME, LEAST_HELD = 0.995, 0.90
PROJECT = Path(__file__).resolve().parents[1]
PICTURE = PROJECT / "docs" / "screenshots" / "mail-year.svg"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Said:
    """A day that was named, and whether the answer left by its end."""

    case: Case
    named: Named
    held: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class Year:
    """What came of a year."""

    mailroom: Mailroom
    calendar: WorkingCalendar
    in_time: list[bool]
    said: list[Said]

    @property
    def load(self) -> float:
        """Minutes that letters took, of those that people had for them."""
        return self.mailroom.worked_minutes / self.mailroom.present_minutes

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.calendar.time_zone).date()

    def days_to(self, said: Said) -> int:
        return working_days_between(self.day(said.named.at), said.named.day, calendar=self.calendar)

    def days_taken(self, case: Case) -> int:
        return working_days_between(case.letters[0].day, case.answers[0].day, calendar=self.calendar)

    def passed_in_silence(self) -> int:
        """Days that were named and passed without an answer or another day by their end."""
        return sum(
            not any(self.day(later.at) <= each.named.day for later in each.case.named if later.at > each.named.at)
            for each in self.said
            if not each.held
        )


def main(days: int) -> int:
    call_command("migrate", verbosity=0)
    call_command("load", str(PROJECT / "cities" / "brussels"), verbosity=0, stdout=StringIO())
    calendar, begun = working_calendar(current_version()), time.perf_counter()
    year = what_came_of(played(calendar, ByRules(calendar), days=days))
    seconds = time.perf_counter() - begun
    report(year, seconds)
    if days >= DAYS:
        PICTURE.write_text(picture(year.said), encoding="utf-8")
    differ = compare(calendar)
    soon, kept, silent = share(year.in_time), share([each.held for each in year.said]), year.passed_in_silence()
    print(f"\nanswered or dated in two working days {soon:.2%}, days held {kept:.1%}, passed in silence {silent}")
    return 0 if soon >= LEAST_IN_TIME and kept >= LEAST_HELD and not silent and not differ else 1


def played(calendar: WorkingCalendar, product: Product, *, days: int, afterwards: int = 90) -> Mailroom:
    mailroom = Mailroom(calendar, random.Random(1), product)
    mailroom.play(FIRST, FIRST + (days - 1) * DAY, afterwards=afterwards)
    return mailroom


def compare(calendar: WorkingCalendar) -> int:
    """For how many letters of the first weeks the actions named other days than the rules."""
    begun = time.perf_counter()
    by_rules, by_actions = (
        played(calendar, product, days=SAMPLE_DAYS, afterwards=AFTER_SAMPLE).cases
        for product in (ByRules(calendar), ByActions())
    )
    differ, seconds = differing(by_rules, by_actions), time.perf_counter() - begun
    named = sum(len(case.named) for case in by_actions)
    print(f"\nthrough the actions: {len(by_actions)} letters, {named} days named, in {seconds:.0f} s")
    print(f"letters for which the rules alone named other days: {differ}")
    return differ


def what_came_of(mailroom: Mailroom) -> Year:
    outcomes, said = [], []
    for case in mailroom.cases:
        conversation = Conversation(case.service, case.letters, case.answers, case.named)
        outcomes += [in_time(letter, conversation) is True for letter in case.letters]
        said += [Said(case, each, held(each, conversation) is True, each is case.named[0]) for each in case.named]
    return Year(mailroom, mailroom.calendar, outcomes, said)


def share(found: Sequence[bool]) -> float:
    return sum(found) / max(1, len(found))


def report(year: Year, seconds: float) -> None:
    letters, anew = len(year.in_time), sum(not each.is_first for each in year.said)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{letters} letters, {len(year.said)} days named ({anew} of them anew or at a reply), load {year.load:.1%}")
    print(f"{seconds:.0f} s, {memory:.0f} MB at the peak, {1_000 * seconds / letters:.2f} ms a letter")
    for name, spans in (
        ("named", [year.days_to(each) for each in year.said if each.is_first]),
        ("taken", [year.days_taken(case) for case in year.mailroom.cases]),
    ):
        spans.sort()
        print(f"working days {name}: half {spans[len(spans) // 2]}, nine of ten {spans[len(spans) * 9 // 10]}")
    table("month", year, lambda each: f"{each.named.day:%Y-%m}")
    table("team", year, lambda each: team_of(each.case))
    table("service", year, lambda each: each.case.service)


def team_of(case: Case) -> str:
    return next(team for team, (_, kinds) in TEAMS.items() if case.service in {kind[0] for kind in kinds})


def grouped(said: Sequence[Said], key: Callable[[Said], str]) -> dict[str, list[Said]]:
    groups = defaultdict(list)
    for each in said:
        groups[key(each)].append(each)
    return dict(sorted(groups.items()))


def table(name: str, year: Year, key: Callable[[Said], str]) -> None:
    print(f"\n| {name} | days named | half lie within | held |\n|---|---|---|---|")
    for value, group in grouped(year.said, key).items():
        spans = sorted(year.days_to(each) for each in group)
        print(f"| {value} | {len(group)} | {spans[len(spans) // 2]} | {share([each.held for each in group]):.1%} |")


def picture(said: Sequence[Said]) -> str:
    """Of the days of each month that were named, the share that held: in all, and of each team."""
    months = [month for month in grouped(said, month_of) if month.startswith(f"{FIRST:%Y}")]
    place = {month: 50 + 36 * number for number, month in enumerate(months)}
    lines = []
    for team in (*TEAMS, ""):
        own = grouped([each for each in said if team in {"", team_of(each.case)}], month_of)
        shares = {month: share([each.held for each in own[month]]) for month in months if month in own}
        points = " ".join(f"{place[month]},{height(part):.0f}" for month, part in shares.items())
        look = 'stroke="#747e99" stroke-opacity="0.6"' if team else 'stroke="#1c3f94" stroke-width="3"'
        lines.append(f'<polyline points="{points}" fill="none" {look}/>')
    names = "".join(f'<text x="{x}" y="270" text-anchor="middle">{int(month[5:])}</text>' for month, x in place.items())
    levels = "".join(
        f'<text x="42" y="{height(each / 100) + 4:.0f}" text-anchor="end">{each}</text>' for each in (50, 70, 90, 100)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 300" font-family="sans-serif" font-size="13">'
        '<rect width="480" height="300" fill="#fff"/><path d="M50 40V250H460" fill="none" stroke="#747e99"/>'
        f'<path d="M50 {height(LEAST_HELD):.0f}H460" stroke="#a3171f" stroke-dasharray="4 4"/>{levels}{names}'
        f'{"".join(lines)}<text x="255" y="292" text-anchor="middle">month of the year</text>'
        '<text x="14" y="145" text-anchor="middle" transform="rotate(-90 14 145)">days that held: %</text>'
        '<text x="50" y="22" fill="#1c3f94">all teams (bold), each team (thin), wanted (dashed)</text></svg>\n'
    )


def month_of(said: Said) -> str:
    return f"{said.named.day:%Y-%m}"


def height(part: float) -> float:
    return 250 - 200 * (max(part, 0.5) - 0.5) * 2


if __name__ == "__main__":
    sys.exit(main(int(next(iter(sys.argv[1:2]), DAYS))))
