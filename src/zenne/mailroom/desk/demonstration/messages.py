"""The messages of a demonstration, as mail programs write them: letters, replies, and what no person wrote."""

import random
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Final

from zenne.mailroom.desk.demonstration.questions import MANNERS, Question, questions

DOMAIN: Final = "writers.example"
"""Addresses that reach nobody (RFC 2606), and by which the letters of a demonstration are known."""
CITY: Final = "stad@city.example"
LANGUAGES: Final = {"nl": 38, "fr": 44, "en": 12, "de": 6}
FIRST_NAMES: Final = (
    "Anke", "Bilal", "Camille", "Dirk", "Esra", "Fatima", "Guillaume", "Hanne", "Ibrahim", "Julie", "Koen", "Léa",
    "Mehdi", "Nele", "Olivier", "Petra", "Quentin", "Rania", "Stijn", "Thérèse", "Ulrike", "Victor", "Wout", "Yasmina",
)  # fmt: skip
FAMILY_NAMES: Final = (
    "Adam", "Bernard", "Claessens", "Dubois", "El Amrani", "Fontaine", "Goossens", "Hermans", "Ilunga", "Jacobs",
    "Kaya", "Lemmens", "Moreau", "Nowak", "Özdemir", "Peeters", "Renard", "Schmidt", "Thys", "Vermeulen", "Wouters",
)  # fmt: skip
STREETS: Final = {
    "nl": ("Vlaamsesteenweg", "Hoogstraat", "Anspachlaan", "Lakensestraat", "Waversesteenweg", "Zavelstraat"),
    "fr": ("rue de Flandre", "rue Haute", "boulevard Anspach", "rue de Laeken", "chaussée de Wavre", "rue du Sablon"),
}
BOUNCE: Final = """\
From: MAILER-DAEMON@{domain}
To: {city}
Subject: Undelivered Mail Returned to Sender
Date: {date}
Message-ID: <bounce.{number}@{domain}>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain

The mailbox of w{number}@{domain} does not exist.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.{domain}

Final-Recipient: rfc822; w{number}@{domain}
Action: failed
Status: 5.1.1

--part
Content-Type: text/rfc822-headers

Message-ID: <{ours}>
To: w{number}@{domain}

--part--
"""


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who writes, and what about."""

    number: int
    name: str
    question: Question
    text: str

    @property
    def address(self) -> str:
        return f"w{self.number}@{DOMAIN}"

    @property
    def language(self) -> str:
        return self.question.language


def writer(number: int, chance: random.Random) -> Writer:
    """The same number and dice give the same writer."""
    language = chance.choices([*LANGUAGES], [*LANGUAGES.values()])[0]
    question = chance.choice([each for each in questions() if each.language == language])
    first, family = chance.choice(FIRST_NAMES), chance.choice(FAMILY_NAMES)
    street = chance.choice(STREETS["nl" if language == "nl" else "fr"])
    manners = MANNERS[language]
    body = question.question.format(street=f"{street} {chance.randrange(1, 240)}", family=family)
    beside = chance.choice(manners.beside)
    greeting, ending = chance.choice(manners.greetings), chance.choice(manners.endings)
    text = f"{greeting}\n\n{body} {beside}".rstrip() + f"\n\n{ending}\n{first} {family}"
    return Writer(number, f"{first} {family}", question, text)


def letter(of: Writer, at: datetime) -> EmailMessage:
    """The first that somebody writes."""
    message = headed(of, at, subject=of.question.subject, name=f"{of.number}.{at:%Y%m%d}")
    message.set_content(f"{of.text}\n")
    return message


def reply(of: Writer, at: datetime, *, text: str, answered: str) -> EmailMessage:
    """What they write to an answer, which stands below it."""
    before = f"{of.number}.{at:%Y%m%d%H%M}"
    message = headed(of, at, subject=f"Re: {of.question.subject}", name=f"re.{before}")
    message["In-Reply-To"] = message["References"] = f"<{answered}>"
    quoted = "".join(f"> {line}\n" for line in of.question.answer.splitlines())
    message.set_content(f"{text}\n\n{of.name}\n\nOn {at:%d/%m/%Y} {CITY} wrote:\n{quoted}")
    return message


def away(of: Writer, at: datetime) -> EmailMessage:
    """What a mail program answers by itself (RFC 3834)."""
    message = headed(of, at, subject=f"Automatic reply: {of.question.subject}", name=f"away.{of.number}")
    message["Auto-Submitted"] = "auto-replied"
    message.set_content("I am out of the office until Monday and will read your message then.\n")
    return message


def newsletter(of: Writer, at: datetime) -> EmailMessage:
    """One copy of many."""
    message = headed(of, at, subject="Nieuws uit de wijk / Nouvelles du quartier", name=f"news.{of.number}")
    message["List-Id"] = f"<news.{DOMAIN}>"
    message["Precedence"] = "bulk"
    message.set_content("Zondag: rommelmarkt op het plein.\nDimanche : brocante sur la place.\n")
    return message


def came_back(of: Writer, at: datetime, *, ours: str) -> bytes:
    """The report of a mail server that a message of ours reached nobody (RFC 3464)."""
    return BOUNCE.format(number=of.number, domain=DOMAIN, city=CITY, date=format_datetime(at), ours=ours).encode()


def headed(of: Writer, at: datetime, *, subject: str, name: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = formataddr((of.name, of.address)), CITY
    message["Subject"], message["Date"] = subject, format_datetime(at)
    message["Message-ID"] = f"<{name}@{DOMAIN}>"
    return message
