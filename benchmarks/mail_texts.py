"""Ten thousand messages as people send them: real texts in the forms of usual mail programs, for benchmarks."""

import csv
import gzip
import random
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from itertools import islice
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
MOST_TEXTS = 4_000
LONGEST_TEXT = 3_000
NAMES = ("Ann Peeters", "Léa Dubois", "Mehmet Yılmaz", "José García", "Jan De Smet", "Zoë Lambert", "Said El Amrani")
WORDS = [
    "graag",
    "adres",
    "wijzigen",
    "attest",
    "aanvragen",
    "bonjour",
    "demande",
    "carte",
    "séjour",
    "quartier",
    "straat",
    "fiets",
    "verloren",
    "merci",
]
SHARE_ANSWERS, SHARE_BOUNCES = 0.25, 0.03
EPOCH = "Mon, 07 Dec 2026 {:02}:{:02}:{:02} +0100"


def texts(chance: random.Random) -> list[str]:
    """Dutch and French texts; made-up ones where the shared folder is not there."""
    csv.field_size_limit(50_000_000)
    found: list[str] = []
    for name, columns in (
        ("parliament_nl_fr.csv.gz", ("text_nl", "text_fr")),
        ("parliament_questions_nl.csv.gz", ("question",)),
    ):
        path = SHARED / "text" / name
        if path.is_file():
            with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
                rows = islice(csv.DictReader(file), MOST_TEXTS)
                found += [row[column][:LONGEST_TEXT] for row in rows for column in columns if row[column].strip()]
    return found or [" ".join(chance.choices(WORDS, k=120)) for _ in range(MOST_TEXTS)]


def messages(count: int, *, seed: int = 1) -> Iterator[bytes]:
    """Letters with and without files, in text alone and with HTML, answers that thread, and some bounces."""
    chance = random.Random(seed)
    written, bounces = texts(chance), bounces_there()
    for number in range(count):
        if bounces and chance.random() < SHARE_BOUNCES:
            # Each in a form of its own, as it would come: with another identifier.
            yield b"X-Number: %d\r\n" % number + chance.choice(bounces)
            continue
        yield letter(number, chance.choice(written), chance)


def bounces_there() -> Sequence[bytes]:
    return [path.read_bytes() for path in sorted((SHARED / "mail" / "bounces").glob("*.eml"))]


def letter(number: int, text: str, chance: random.Random) -> bytes:
    message = EmailMessage(policy=SMTP.clone(max_line_length=78))
    answers = number > 10 and chance.random() < SHARE_ANSWERS
    earlier = chance.randrange(max(0, number - 2_000), number) if answers else number
    name = NAMES[earlier % len(NAMES)]
    message["Received"] = f"from mail.example.org by mx.example.org with ESMTPS id {number:x}"
    message["Received"] = f"from [192.0.2.{number % 250}] by mail.example.org with ESMTPSA id {number:x}"
    message["DKIM-Signature"] = "v=1; a=rsa-sha256; d=example.org; s=mail; b=" + "QUJD" * 40
    message["From"] = f"{name} <writer{earlier}@example.org>"
    message["To"] = "Stad Brussel / Ville de Bruxelles <info@city.example>"
    subject = " ".join(text.split()[:8])[:70]
    message["Subject"] = f"Re: {subject}" if answers else subject
    message["Date"] = EPOCH.format(number // 3_600 % 24, number // 60 % 60, number % 60)
    message["Message-ID"] = f"<{number}.{chance.getrandbits(64):x}@example.org>"
    if answers:
        message["In-Reply-To"] = f"<first.{earlier}@example.org>"
        message["References"] = f"<root.{earlier}@example.org> <first.{earlier}@example.org>"
    body = f"{text}\n\n-- \n{name}\n"
    if answers:
        body += "\nOp ma 7 dec. 2026 om 09:00 schreef de stad:\n" + "\n".join(f"> {line}" for line in text.split("\n"))
    message.set_content(body, cte=chance.choice(("quoted-printable", "quoted-printable", "base64", "8bit")))
    if chance.random() < 0.5:
        paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n"))
        message.add_alternative(
            f"<html><head><style>p {{ margin: 0 }}</style></head><body>{paragraphs}</body></html>", subtype="html"
        )
    if chance.random() < 0.15:
        file = b"%PDF-1.7\n" + chance.randbytes(int(chance.lognormvariate(10.5, 0.8)))
        message.add_attachment(file, maintype="application", subtype="pdf", filename=f"bewijs-{number}.pdf")
    return message.as_bytes()
