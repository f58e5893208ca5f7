"""What a message says, whatever is wrong with it."""

import sysconfig
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.mailroom.letters.tests.builders import make_message, message_with
from zenne.mailroom.rules.content_types import type_of
from zenne.mailroom.rules.fingerprints import fingerprint_of
from zenne.mailroom.rules.html_text import text_of_html
from zenne.mailroom.rules.kinds import kind_of
from zenne.mailroom.rules.parsing import read_message

AWKWARD = Path(sysconfig.get_path("stdlib")) / "test" / "test_email" / "data"
"""Not every machine has them."""


def test_the_awkward_messages_of_the_standard_library_are_read() -> None:
    for path in sorted(AWKWARD.glob("msg_*.txt")):
        raw = path.read_bytes()

        message = read_message(raw)

        assert str(kind_of(message)), path
        assert len(fingerprint_of(message, raw)) == 64, path


@given(st.binary(max_size=400))
def test_any_bytes_are_read(raw: bytes) -> None:
    read_message(raw).text.encode()
    read_message(b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n" + raw).text.encode()


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
@pytest.mark.parametrize("encoded", ["", "=?iso-8859-1?Q?caf=E9?= "])
def test_headers_with_bytes_beyond_ascii_are_read_beside_encoded_words_too(charset: str, encoded: str) -> None:
    raw = f"From: Chloé Dubois <chloe@example.org>\nSubject: {encoded}carte d’été\n\nBonjour\n".encode(charset)
    message = read_message(raw)

    assert (message.sender_name, message.sender) == ("Chloé Dubois", "chloe@example.org")
    assert message.subject == f"{'café ' if encoded else ''}carte d’été"


@given(st.text(max_size=200))
def test_no_tag_is_left_of_any_html(html: str) -> None:
    assert "<script" not in text_of_html(html + "<script>alert(1)</script>").lower()


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<script>", "<", "<!--", "<a b=", "<td><table>"])
def test_html_that_is_nested_without_end_is_read(piece: str) -> None:
    assert isinstance(text_of_html(piece * 20_000), str)


def test_html_becomes_lines_and_nothing_that_acts() -> None:
    html = "<p>Dag &amp; nacht<br>twee</p><img src=x onerror=alert(1)><script>x</script>a<blockquote>oud</blockquote>"

    assert text_of_html(html) == "Dag & nacht\ntwee\na\n> oud"


@pytest.mark.parametrize(
    ("content", "claimed", "kind"),
    [
        (b"%PDF-1.7", "image/png", "application/pdf"),
        (b"MZ\x90", "image/jpeg", "application/vnd.microsoft.portable-executable"),
        (b"no picture", "image/png", "text/plain"),
        (b"<html>", "text/plain", "text/html"),
        (b"\x78\x9f\x3e\x22", "application/octet-stream", "application/vnd.ms-tnef"),
        (b"", "", "application/octet-stream"),
    ],
)
def test_an_attachment_is_what_its_bytes_are(content: bytes, claimed: str, kind: str) -> None:
    assert type_of(content, claimed) == kind


def test_a_forwarded_message_is_an_attachment_and_no_report_of_its_own() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "ann@example.org", "Wat is dit?"
    message.set_content("Ik kreeg dit.")
    bounce = EmailMessage()
    bounce["From"], bounce["Subject"] = "mailer-daemon@example.org", "Undelivered mail"
    message.add_attachment(bounce)

    read = read_message(message.as_bytes())

    assert kind_of(read) == "letter"
    assert [(each.name, each.type) for each in read.attachments] == [("Undelivered mail.eml", "message/rfc822")]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"From": "city@example.com"}, "own"),
        ({"Auto_Submitted": "auto-replied"}, "auto_reply"),
        ({"Auto_Submitted": "no"}, "letter"),
        ({"Subject": "Automatisch antwoord: uw vraag"}, "auto_reply"),
        ({"List_Id": "<l.example.org>"}, "list"),
        ({"From": "MAILER-DAEMON@example.org", "Subject": "Undelivered Mail Returned to Sender"}, "bounce"),
        ({"Subject": "Undelivered Mail Returned to Sender"}, "letter"),
    ],
)
def test_only_what_a_person_wrote_to_us_is_a_letter(headers: dict[str, str], kind: str) -> None:
    assert kind_of(read_message(make_message(**headers)), own_addresses={"city@example.com"}) == kind


@pytest.mark.parametrize("raw", ["Échéance n°1.pdf".encode(), "Échéance n°1.pdf".encode("cp1252")])
def test_the_name_of_a_file_with_raw_accents_is_read_as_it_was_sent(raw: bytes) -> None:
    message = message_with(b"%PDF-1.7").replace(b'filename="0.bin"', b'filename="' + raw + b'"')

    assert read_message(message).attachments[0].name == "Échéance n°1.pdf"
