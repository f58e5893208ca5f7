"""What names the days in the simulated year: the rules of the product, given what its queries would give them."""

from collections import Counter, defaultdict, deque
from datetime import date, datetime

from benchmarks.simulated_mailroom import DAY, TEAMS, Case
from zenne.core.calendar.public import WorkingCalendar, add_working_days, working_days_between
from zenne.mailroom.answers.models import TeamAway
from zenne.mailroom.answers.outlook import ABSENCES_AHEAD, LEARNS_FROM, TEAM_LEARNS_FROM
from zenne.mailroom.answers.presence import LOOKS_BACK, against_usual, shares_in, usual_share
from zenne.mailroom.figures.rules.outcomes import Named
from zenne.mailroom.rules.naming import BEFORE_DEADLINE, day_to_name, last_day_to_tell
from zenne.mailroom.rules.promises import is_silent, promised_days

PEOPLE = {team: people for team, (people, _) in TEAMS.items()}


class ByRules:
    """Gives the rules what the queries of the product would give them, without a database."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.calendar = calendar
        self.open: dict[int, Case] = {}
        self.sent: dict[str | None, Counter[date]] = defaultdict(Counter)
        self.latest: dict[str | None, datetime] = {}
        self.lasted: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=LEARNS_FROM))
        self.away: dict[str | None, list[TeamAway]] = defaultdict(list)
        self.team_lasted: dict[str | None, deque[int]] = defaultdict(lambda: deque(maxlen=TEAM_LEARNS_FROM))

    def comes(self, case: Case, now: datetime) -> None:
        self.open[case.number] = case
        self.name(case, now)

    def comes_again(self, case: Case, now: datetime) -> None:
        self.open[case.number] = case

    def is_answered(self, case: Case, now: datetime) -> None:
        del self.open[case.number]
        today = self.day_of(now)
        self.sent[case.team][today] += 1
        self.latest[case.team] = now
        took = working_days_between(self.day_of(case.begun_at), today, calendar=self.calendar)
        self.lasted[case.service].append(took)
        self.team_lasted[case.team].append(took)

    def is_handed_over(self, case: Case) -> None:
        """Nothing else is kept of a team than what stands at the case."""

    def hears_of_leave(self, team: str, first: date, last: date, now: datetime) -> None:
        self.away[team].append(TeamAway(first_day=first, last_day=last, people=1))

    def looks_after(self, now: datetime) -> None:
        owed, last_day = now + BEFORE_DEADLINE, last_day_to_tell(now, calendar=self.calendar)
        for case in list(self.open.values()):
            if case.deadline <= owed if case.promised_on is None else case.promised_on <= last_day:
                self.name(case, now)

    def name(self, case: Case, now: datetime) -> None:
        day = self.foreseen(case, now)
        if day is None:
            case.team = None
        elif case.promised_on is None or day > case.promised_on:
            case.promised_on = day
            case.named.append(Named(now, day))

    def foreseen(self, case: Case, now: datetime) -> date | None:
        lying = [each.waiting_since for each in self.open.values() if each.team == case.team]
        if case.team is not None and self.is_silent(case.team, min(lying), now):
            return None
        shares = self.shares(case.team, now)
        days = promised_days(
            before=sum(each < case.waiting_since for each in lying),
            answered=self.paces(case.team, now),
            people=PEOPLE.get(case.team or "", 1),
            present=[share for share in shares.values() if share],
            lasted=self.lasted[case.service],
            team_lasted=self.team_lasted[case.team],
        )
        if days is None:
            return None
        nobody = frozenset(day for day, share in shares.items() if not share)
        return day_to_name(days, now=now, deadline=case.deadline, calendar=self.calendar, away=nobody)

    def shares(self, team: str | None, now: datetime) -> dict[date, float]:
        """Which share of a team is there on the days to come, as far as it said."""
        begin = add_working_days(now, 0, calendar=self.calendar).date()
        today, people = self.day_of(now), PEOPLE.get(team or "", 1)
        said = [
            each
            for each in self.away[team]
            if each.first_day <= begin + ABSENCES_AHEAD and each.last_day >= today - LOOKS_BACK
        ]
        usual = usual_share(today, said, people=people, calendar=self.calendar) if said else 1.0
        return against_usual(shares_in(begin, said, people=people, calendar=self.calendar), usual=usual)

    def paces(self, team: str | None, now: datetime) -> list[int]:
        today, counts = self.day_of(now), self.sent[team]
        days = [today - DAY * number for number in range(1, LOOKS_BACK.days + 1)]
        return [counts[day] for day in days if self.calendar.is_working_day(day)]

    def is_silent(self, team: str, oldest: datetime, now: datetime) -> bool:
        latest = self.latest.get(team)
        waited, since_answer = (
            working_days_between(self.day_of(moment), self.day_of(now), calendar=self.calendar) if moment else None
            for moment in (oldest, latest if latest and latest >= now - LOOKS_BACK else None)
        )
        return is_silent(waited=waited or 0, since_answer=since_answer)

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.calendar.time_zone).date()
