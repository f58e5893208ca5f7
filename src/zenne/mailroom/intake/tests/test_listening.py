"""A mail server hands over letters, by SMTP and by LMTP."""

import asyncio
import smtplib
from collections.abc import Callable

import pytest

from zenne.mailroom.intake import listening
from zenne.mailroom.intake.listening import speaker
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import make_message

TO = ["stad@example.com", "city@example.com"]


def handed_over(talk: Callable[[int], object], *, speaks_lmtp: bool = False) -> object:
    """What somebody hears who talks with the server."""

    async def listen() -> object:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: speaker(speaks_lmtp=speaks_lmtp, loop=loop), "127.0.0.1", 0)
        async with server:
            return await asyncio.to_thread(talk, server.sockets[0].getsockname()[1])

    return asyncio.run(listen())


def by_smtp(port: int) -> object:
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as client:
        return client.sendmail("ann@example.org", TO, make_message())


def by_lmtp(port: int) -> object:
    with smtplib.LMTP("127.0.0.1", port) as client:
        client.ehlo_or_helo_if_needed()
        client.mail("ann@example.org")
        for each in TO:
            client.rcpt(each)
        first = client.data(make_message())
        return [first[0], client.getreply()[0]]


@pytest.mark.django_db(transaction=True)
def test_a_letter_by_smtp_is_kept_with_its_envelope() -> None:
    assert handed_over(by_smtp) == {}

    raw = bytes(Letter.objects.get().messages.get().raw)
    assert raw.startswith(b"Return-Path: <ann@example.org>\r\nDelivered-To: stad@example.com\r\n")


@pytest.mark.django_db(transaction=True)
def test_lmtp_answers_for_each_receiver() -> None:
    assert handed_over(by_lmtp, speaks_lmtp=True) == [250, 250]
    assert Letter.objects.count() == 1


def test_what_is_not_kept_is_not_thanked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(envelope: object, now: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(listening, "keep", failing)

    with pytest.raises(smtplib.SMTPDataError, match="451"):
        handed_over(by_smtp)
