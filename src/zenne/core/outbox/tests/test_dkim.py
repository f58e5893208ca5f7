"""What leaves over SMTP is signed, and a verifier that we did not write believes it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.outbox.carriers.mail import mail_of
from zenne.core.outbox.checks import INSTALLATION
from zenne.core.outbox.dkim import Signer, signer
from zenne.core.outbox.models import Message
from zenne.core.outbox.public import Conversation
from zenne.core.outbox.rules.dkim import NOT_TWICE, relaxed_body, relaxed_header
from zenne.core.outbox.tests.builders import attempt, letter, state_of
from zenne.core.outbox.tests.servers import mail_host

pytestmark = pytest.mark.django_db
DEBIAN_PYTHON: Final = "/usr/bin/python3"
VERIFY: Final = Path(__file__).with_name("verify_dkim.py")
RSA: Final = rsa.generate_private_key(public_exponent=65537, key_size=2048)
KEYS: Final[dict[str, Callable[[], Any]]] = {"rsa": lambda: RSA, "ed25519": ed25519.Ed25519PrivateKey.generate}


def pem(key: Any) -> bytes:
    return bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    settings.DKIM_KEY, settings.DKIM_DOMAIN, settings.DKIM_SELECTOR = str(tmp_path / "dkim.pem"), "", "zenne2026"
    settings.MAIL_SENDER = "noreply@city.example"
    path = Path(settings.DKIM_KEY)
    path.write_bytes(pem(RSA))
    path.chmod(0o640)
    return path


def signer_now() -> Signer:
    found = signer()
    assert found is not None
    return found


def believed(content: bytes, *, by: Signer) -> bool:
    """Whether the verifier believes it."""
    name, record = by.record()
    said = record.replace('" "', "").strip('"')
    if not Path(DEBIAN_PYTHON).exists() or subprocess.run([DEBIAN_PYTHON, "-c", "import dkim"], check=False).returncode:
        pytest.skip("needs python3-dkim")
    ran = subprocess.run(
        [DEBIAN_PYTHON, VERIFY, f"{name}.", said], input=content, check=False, env={**os.environ, "PYTHONPATH": ""}
    )
    return ran.returncode == 0


@pytest.mark.parametrize("kind", KEYS)
def test_a_verifier_believes_what_left_and_nothing_that_was_changed(settings: Any, key_file: Path, kind: str) -> None:
    key_file.write_bytes(pem(KEYS[kind]()))
    message = letter(conversation=Conversation("hello+x@city.example", ("a@b.example", "c@d.example")))
    Message.objects.update(subject="Kaart, carte, Ausweis: 1 €", text="Één regel\n.een punt\n\n  twee  \n\n\n")
    message.refresh_from_db()
    with mail_host() as (host, settings.MAIL_URL):
        assert attempt(message) == "sent"

    sent = host.contents[0]
    assert f"a={kind}-sha256; c=relaxed/relaxed; d=city.example; s=zenne2026".encode() in sent
    assert believed(sent, by=signer_now())
    assert b"een punt" in sent
    assert not believed(
        sent.replace(b"1_=E2=82=AC", b"9_=E2=82=AC").replace(b"een punt", b"een komma"), by=signer_now()
    )


def test_a_header_that_is_added_on_the_way_breaks_the_signature(key_file: Path) -> None:
    content = signer_now().sign(mail_of(letter()).as_bytes(), at=letter().created_at)

    head = content.partition(b"\r\n\r\n")[0].lower()
    assert b":" + ":".join(NOT_TWICE).encode() in head
    assert not believed(b"From: Mayor <mayor@city.example>\r\n" + content, by=signer_now())


def test_a_message_that_is_sent_again_is_the_same_to_the_last_byte(key_file: Path) -> None:
    message = letter()
    one, other = (signer_now().sign(mail_of(message).as_bytes(), at=message.created_at) for _ in range(2))

    assert one.partition(b"\r\n\r\n")[0].count(b"DKIM-Signature") == 1
    assert len(one) == len(other)


def test_what_leaves_has_seven_bits_only() -> None:
    message = letter()
    Message.objects.update(text="é " * 2000, html="<p>é</p>", subject="é")
    message.refresh_from_db()

    assert mail_of(message).as_bytes().isascii()


def test_without_a_key_nothing_is_signed(settings: Any) -> None:
    with mail_host() as (host, settings.MAIL_URL):
        attempt(letter())
    assert "DKIM-Signature" not in host.taken[0]


def test_nothing_leaves_unsigned_while_the_key_cannot_be_used(settings: Any, key_file: Path) -> None:
    key_file.unlink()
    message = letter()
    with mail_host() as (host, settings.MAIL_URL):
        assert attempt(message) == "wrong-dkim-key"
        assert state_of(message)[0] == "waiting"
        key_file.write_bytes(pem(RSA))
        assert attempt(message) == "sent"
    assert len(host.taken) == 1


def problems() -> str:
    return " ".join(str(each.msg) for each in run_checks(tags=[INSTALLATION], include_deployment_checks=True))


def test_a_usable_key_is_no_problem(key_file: Path) -> None:
    assert problems() == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no private key in PEM form"),
        (b"\x00\xff" * 40, "is no private key in PEM form"),
        (pem(ec.generate_private_key(ec.SECP256R1())), "is neither an RSA nor an Ed25519 key"),
    ],
)
def test_a_file_that_is_no_key_is_named(key_file: Path, content: bytes, said: str) -> None:
    key_file.write_bytes(content)
    assert said in problems()
    with pytest.raises(CommandError, match="ZENNE_DKIM_KEY"):
        call_command("dkim")


def test_each_other_mistake_is_named(settings: Any, key_file: Path) -> None:
    key_file.chmod(0o644)
    assert "everybody on this machine can read the key" in problems()
    key_file.chmod(0o600)
    settings.DKIM_DOMAIN = "other.example"
    assert "ZENNE_DKIM_DOMAIN: is other.example" in problems()
    settings.DKIM_DOMAIN, settings.MAIL_SENDER = "city.example", "noreply@mail.city.example"
    assert problems() == ""
    settings.DKIM_KEY = str(key_file.with_name("none.pem"))
    assert "cannot be read" in problems()


def test_the_command_prints_the_record(key_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("dkim")

    said = capsys.readouterr().out
    assert said.startswith('zenne2026._domainkey.city.example. IN TXT ( "v=DKIM1; k=rsa; p=MIIB')
    assert all(len(each) <= 255 for each in said.split('"')[1::2])


def test_headers_and_bodies_are_relaxed_as_the_standard_shows() -> None:
    assert [relaxed_header(each) for each in (b"A: X", b"B : Y\t\r\n\tZ  ")] == [b"a:X", b"b:Y Z"]
    assert relaxed_body(b" C \r\nD \t E\r\n\r\n\r\n") == b" C\r\nD E\r\n"
    assert relaxed_body(b"\r\n\r\n") == b""


@given(st.binary(max_size=200))
def test_a_body_is_relaxed_once_for_all(body: bytes) -> None:
    once = relaxed_body(body)
    assert relaxed_body(once) == once
