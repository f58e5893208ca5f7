"""What names the days in the simulated year: the actions of the product, with its database and its messages."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from benchmarks.simulated_mailroom import TEAMS, Case
from zenne.accounts.public import Person, Team, TeamMembership
from zenne.core.access.public import SYSTEM, Asker, AskerKind
from zenne.mailroom.answers.actions.acknowledge_letter import acknowledge_letter
from zenne.mailroom.answers.actions.dispatch_answer import dispatch_answer
from zenne.mailroom.answers.actions.hand_over_letter import hand_over_letter
from zenne.mailroom.answers.actions.keep_promises import keep_promises
from zenne.mailroom.answers.actions.save_answer import Wording
from zenne.mailroom.answers.actions.say_who_is_away import Away, say_who_is_away
from zenne.mailroom.answers.actions.send_answer import LEAVES_AFTER, send_answer
from zenne.mailroom.figures.rules.outcomes import Named
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.coming import Coming
from zenne.mailroom.letters.models import Thread
from zenne.mailroom.letters.tests.builders import make_message


class ByActions:
    """Letters come as messages and are answered by members of the teams, in a database with nothing but the city."""

    def __init__(self) -> None:
        self.cases: dict[UUID, Case] = {}
        self.threads: dict[int, UUID] = {}
        self.askers = {team: hired(team, people) for team, (people, _) in TEAMS.items()}

    def comes(self, case: Case, now: datetime) -> None:
        letter = receive_message(
            asker=SYSTEM, raw=message(case, ""), now=now, coming=Coming(service=case.service, language="nl")
        ).letter
        self.cases[letter.thread.uuid] = case
        self.threads[case.number] = letter.thread.uuid
        acknowledge_letter(letter.thread.uuid, now=now)
        self.look_again(now)

    def comes_again(self, case: Case, now: datetime) -> None:
        letter = receive_message(asker=SYSTEM, raw=message(case, f"{now}"), now=now).letter
        if letter.thread.uuid != self.threads[case.number]:
            raise SystemExit("A reply did not find its conversation.")
        acknowledge_letter(letter.thread.uuid, now=now)
        self.look_again(now)

    def is_answered(self, case: Case, now: datetime) -> None:
        wording = Wording(text=f"Antwoord {case.number}", language="nl", signed_by="Jonas")
        asker, thread = self.askers[case.team or "population"], self.threads[case.number]
        answer = send_answer(asker=asker, thread=thread, wording=wording, now=now - LEAVES_AFTER)
        if not dispatch_answer(answer.uuid, now=now):
            raise SystemExit("An answer did not leave.")

    def is_handed_over(self, case: Case) -> None:
        thread = Thread.objects.select_related("team").get(uuid=self.threads[case.number])
        asker = self.askers[thread.team.key if thread.team else "population"]
        hand_over_letter(asker=asker, thread=thread.uuid, team=case.team or "", service=case.service)

    def hears_of_leave(self, team: str, first: date, last: date, now: datetime) -> None:
        away = Away(team=team, people=1, first_day=first, last_day=last)
        say_who_is_away(asker=self.askers[team], away=away, today=timezone.localdate(now))

    def looks_after(self, now: datetime) -> None:
        keep_promises(now=now)
        self.look_again(now)

    def look_again(self, now: datetime) -> None:
        """What the writers were told, and whose the letters are."""
        rows = Thread.objects.filter(state=Thread.State.OPEN)
        for uuid, day, team, deadline in rows.values_list("uuid", "promised_on", "team__key", "deadline"):
            case = self.cases[uuid]
            if day is not None and day != case.promised_on:
                case.named.append(Named(now, day))
            case.promised_on, case.team, case.deadline = day, team, deadline


def hired(key: str, people: int) -> Asker:
    """So many people in a team; the first of them answers for all."""
    team = Team.objects.get(key=key)
    persons = [Person.objects.create(name="Somebody") for _number in range(people)]
    for person in persons:
        TeamMembership.objects.create(person=person, team=team, granted_by="system")
    return Asker(AskerKind.PERSON, persons[0].key, "Somebody", permissions=frozenset({"mailroom.answer"}))


def message(case: Case, again: str) -> bytes:
    """A letter of one writer; ``again``: a later one in the same conversation."""
    name, first = f"w{case.number}@example.org", f"<{case.number}@example.org>"
    headers = {"From": name, "Subject": f"Vraag {case.number}", "Message-ID": first}
    if again:
        headers |= {"In-Reply-To": first, "Message-ID": f"<{case.number}.{abs(hash(again))}@example.org>"}
    return make_message(f"Goedendag, ik heb een vraag over dossier {case.number}. {again}\n", **headers)


def named_days(cases: list[Case]) -> dict[int, list[tuple[datetime, date]]]:
    """What the writer of each letter was told, and when."""
    return {case.number: [(each.at, each.day) for each in case.named] for case in cases}


def differing(one: list[Case], other: list[Case]) -> int:
    """For how many letters the days that were named, or the moments of it, differ by more than a second."""
    ours, theirs = named_days(one), named_days(other)
    return sum(
        len(ours.get(number, [])) != len(theirs.get(number, []))
        or any(
            mine[1] != yours[1] or abs(mine[0] - yours[0]) > timedelta(seconds=1)
            for mine, yours in zip(ours[number], theirs[number], strict=True)
        )
        for number in ours | theirs
    )
