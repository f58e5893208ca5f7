"""A question that many people ask in a demonstration, and that a team lets be answered without a person."""

import random
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from zenne.accounts.public import DEMO_IDENTITIES, demo_person
from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, AskerKind
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.demonstration.messages import FAMILY_NAMES, FIRST_NAMES, Writer
from zenne.mailroom.desk.demonstration.questions import MANNERS, Question
from zenne.mailroom.ready.actions.approve_ready_answer import approve_ready_answer
from zenne.mailroom.ready.actions.measure_ready_answer import measure_ready_answer
from zenne.mailroom.ready.actions.write_ready_answer import ReadyWording, ReadyWords, write_ready_answer

SERVICE: Final = "change-of-address"
BRANCH: Final = "centre"
TEAM: Final = "population"
APPROVES: Final = "desk-worker"
FIRST_NUMBER: Final = 1_001
"""Of those who ask this: nobody else has their numbers."""
SUBJECTS: Final = {"nl": "Openingsuren", "fr": "Heures d’ouverture"}
EXAMPLES: Final = {
    "nl": (
        "Wat zijn de openingsuren van het loket?",
        "Wanneer is het loket open?",
        "Tot hoe laat is het loket deze week open?",
    ),
    "fr": (
        "Quelles sont les heures d’ouverture du guichet ?",
        "Quand le guichet est-il ouvert ?",
        "Jusqu’à quelle heure le guichet est-il ouvert cette semaine ?",
    ),
}
BY_PEOPLE: Final = {
    "nl": "Ons loket is de volgende zeven dagen open van maandag tot vrijdag, van 8.30 tot 16 uur. Voor een "
    "adreswijziging hoeft u meestal niet te komen: u doet het online.",
    "fr": "Notre guichet est ouvert les sept prochains jours du lundi au vendredi, de 8 h 30 à 16 h. Pour un "
    "changement d’adresse, vous ne devez généralement pas venir : faites-le en ligne.",
}
READY: Final = {
    "nl": "{branch}, {address}, is de volgende zeven dagen open:\n\n{hours_week}\n\nVoor een adreswijziging hoeft u "
    "meestal niet te komen: u doet het online, op {page}.",
    "fr": "{branch}, {address}, est ouvert les sept prochains jours :\n\n{hours_week}\n\nPour un changement d’adresse, "
    "vous ne devez généralement pas venir : faites-le en ligne, sur {page}.",
}


def asks_for_hours(number: int, chance: random.Random) -> Writer:
    """Somebody who asks this and nothing else."""
    language = ("nl", "fr")[number % 2]
    asked = chance.choice(EXAMPLES[language])
    greeting, ending = (chance.choice(each) for each in (MANNERS[language].greetings, MANNERS[language].endings))
    name = f"{chance.choice(FIRST_NAMES)} {chance.choice(FAMILY_NAMES)}"
    question = Question(SERVICE, language, SUBJECTS[language], asked, BY_PEOPLE[language])
    return Writer(FIRST_NUMBER + number, name, question, f"{greeting}\n\n{asked}\n\n{ending}\n{name}")


def let_hours_be_answered(colleagues: Mapping[str, Asker], *, now: datetime) -> bool:
    """One of the team writes it, another approves it; false where there is no such office."""
    writer = colleagues.get(SERVICE)
    branch = Branch.objects.filter(slug=BRANCH, retired_at=None).first()
    if writer is None or branch is None:
        return False
    texts = {language: ReadyWords(examples, READY[language]) for language, examples in EXAMPLES.items()}
    question = f"Openingsuren: {branch.name.shown_in('nl').text}"
    wording = ReadyWording(team=TEAM, service=SERVICE, branch=BRANCH, question=question, texts=texts)
    ready = write_ready_answer(asker=writer, ready=None, wording=wording, now=now)
    person = demo_person(DEMO_IDENTITIES[APPROVES])
    approver = Asker(AskerKind.PERSON, person.key, person.name, permissions=frozenset({ANSWER_LETTERS.code}))
    approve_ready_answer(asker=approver, ready=ready.uuid, seen=ready.written_at.isoformat(), now=now)
    measure_ready_answer(ready=ready.uuid, now=now)
    return True
