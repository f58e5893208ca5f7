"""How fast are letters taken in from a mailbox? Against imaplib and the email package of Python alone.

``PYTHONPATH=src:. python -m benchmarks.mail_intake [messages]``. It needs Dovecot. In turns, the peer and the product
take the same messages from the same mailbox. It fails when a limit is missed.
"""

import imaplib
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from itertools import islice

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

import numpy as np  # noqa: E402
from django.core.management import call_command  # noqa: E402 - Django comes first

from benchmarks.mail_texts import WORDS, messages  # noqa: E402
from benchmarks.routing import TASKS, TEXTS, parted, rows_of  # noqa: E402
from zenne.mailroom.desk.command_line.evaluate import names_as_texts  # noqa: E402
from zenne.mailroom.intake.actions.fetch_mailbox import fetch_mailbox  # noqa: E402
from zenne.mailroom.intake.tests.dovecot import PASSWORD, USER, Dovecot, dovecot  # noqa: E402
from zenne.mailroom.letters.arrivals import arrival_of  # noqa: E402
from zenne.mailroom.routing.encoding import Encoder, installed_encoder  # noqa: E402
from zenne.mailroom.routing.public import Example, Model  # noqa: E402
from zenne.mailroom.routing.training import learned_model  # noqa: E402
from zenne.mailroom.rules.kinds import kind_of  # noqa: E402
from zenne.mailroom.rules.splitting import visible_reply  # noqa: E402

MESSAGES = 10_000
TURN = 250
LEAST_SHARE, MOST_MS = 0.8, 30
LOOKED_AT = 500
GROWTH = (8, 4, 2, 1)
HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "References", "In-Reply-To")
Taken = tuple[float, float]


def main(count: int = MESSAGES) -> int:
    call_command("migrate", verbosity=0)
    coming = messages(count)
    done, peer, bare, ours = 0, [], [], []
    print("| messages | peer, a second | ours, times peer | of the processor | bare parse | peak memory |")
    print("|---|---|---|---|---|---|")
    with dovecot() as server:
        for part in GROWTH:
            while done < count // part:
                first, done = done, min(done + TURN, count // part)
                server.put(*islice(coming, done - first))
                bare.append(timed(partial(fetched, server, first + 1, done, reads=False)))
                peer.append(timed(partial(fetched, server, first + 1, done, reads=True)))
                ours.append(timed(partial(taken_in, server, done - first)))
            print(line(done, peer, bare, ours))
    share, slow = total(peer) / total(ours), one_message_milliseconds(list(messages(LOOKED_AT, seed=2)))
    print(f"\n{share:.0%} of the peer's rate, wanted {LEAST_SHARE:.0%}")
    print(f"kind, language and service of one message: p50 {slow[0]:.1f} ms, p95 {slow[1]:.1f} ms, wanted {MOST_MS}")
    return 0 if share >= LEAST_SHARE and slow[1] < MOST_MS else 1


def one_message_milliseconds(raws: list[bytes]) -> tuple[float, float]:
    """From the bytes of one message to its kind, its language and its service, in time of the processor.

    As workers do it: by meaning too where the encoder is installed.
    """
    encoder = installed_encoder()
    model = model_of_questions(encoder)
    taken: list[float] = []
    for raw in raws:
        begun = time.process_time()
        message = arrival_of(raw).message
        kind_of(message)
        model.route(subject=message.subject, text=visible_reply(message.text), encoder=encoder)
        taken.append(1_000 * (time.process_time() - begun))
    return float(np.quantile(taken, 0.5)), float(np.quantile(taken, 0.95))


def model_of_questions(encoder: Encoder | None) -> Model:
    """Learned from real questions where they are there; else from some made-up words."""
    if not TEXTS.is_dir():
        day = datetime(2026, 1, 1, tzinfo=UTC)
        return learned_model(
            [Example(service, f"{service} {n}", "nl", service, day) for service in WORDS for n in range(20)],
            encoder=encoder,
        )
    known, _ = parted(rows_of("parliament_questions_nl.csv.gz"), TASKS["theme"][0])
    return learned_model([*known, *names_as_texts({each.service for each in known})], encoder=encoder)


def timed(work: Callable[[], None]) -> Taken:
    begun, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begun, time.process_time() - own


def total(taken: list[Taken], which: int = 0) -> float:
    return sum(each[which] for each in taken)


def line(done: int, peer: list[Taken], bare: list[Taken], ours: list[Taken]) -> str:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"| {done:,} | {done / total(peer):.0f} | {total(peer) / total(ours):.2f} "
        f"| {total(peer, 1) / total(ours, 1):.2f} | {total(bare) / total(ours):.2f} | {memory:.0f} MB |"
    )


def fetched(server: Dovecot, first: int, last: int, *, reads: bool) -> None:
    """The peer: each message, its usual headers, its text and its files."""
    with imaplib.IMAP4("127.0.0.1", server.port) as client:
        client.login(USER, PASSWORD)
        client.select("INBOX", readonly=True)
        for number in range(first, last + 1):
            part = client.fetch(str(number), "(BODY.PEEK[])")[1][0]
            message = message_from_bytes(part[1], policy=policy.default)
            if reads:
                read(message)


def read(message: EmailMessage) -> None:
    for name in HEADERS:
        str(message[name])
    try:
        body = message.get_body(("plain", "html"))
        if body is not None:
            body.get_content()
        for each in message.iter_attachments():
            each.get_content()
    except (LookupError, AttributeError, KeyError, ValueError):
        pass


def taken_in(server: Dovecot, wanted: int) -> None:
    fetched = fetch_mailbox(mailbox=server.mailbox(), now=datetime.now(UTC))
    assert fetched.taken_in + fetched.copies == wanted, fetched


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
