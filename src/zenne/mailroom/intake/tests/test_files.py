"""Files come with a letter that is filled in, as they come with mail: named, limited, and typed by their bytes."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from zenne.mailroom.intake import files as limits
from zenne.mailroom.intake.files import LONGEST_FILE_NAME, plain_name
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.rules.parsing import read_message

pytestmark = pytest.mark.django_db
SAID = {"subject": "Mijn adres", "text": "Ik ben verhuisd.", "name": "Ann Peeters", "email": "ann@example.org"}
PDF = b"%PDF-1.7\nx"


def upload(name: str = "bewijs.pdf", content: bytes = PDF, kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


def sent(client: Client, *files: SimpleUploadedFile, **more: Any) -> Any:
    said = {**SAID, "key": str(uuid.uuid4()), "service": "", **more}
    return client.post("/en/write/", {**said, "attachments": list(files)} if files else said)


def contents() -> list[bytes]:
    return [each.content for each in read_message(bytes(Letter.objects.get().messages.get().raw)).attachments]


def test_files_are_kept_with_the_letter_and_typed_by_what_they_are(client: Client) -> None:
    program = upload("foto.png", b"MZ\x90\x00", "image/png")

    assert sent(client, upload("Échéance n°1.pdf"), program).status_code == 302

    letter = Letter.objects.get()
    assert [(each.name, each.type, each.size_bytes) for each in letter.attachments.order_by("position")] == [
        ("Échéance n°1.pdf", "application/pdf", len(PDF)),
        ("foto.png", "application/vnd.microsoft.portable-executable", 4),
    ]
    assert contents() == [PDF, b"MZ\x90\x00"]
    assert letter.text.strip() == SAID["text"]


def test_every_byte_comes_through(client: Client) -> None:
    content = bytes(range(256)) * 400 + b"\r\n.\r\n--form\n"

    sent(client, upload("all.bin", content))

    assert contents() == [content]


def test_a_form_with_files_that_is_sent_twice_is_one_letter(client: Client) -> None:
    key = str(uuid.uuid4())

    for _ in range(2):
        sent(client, upload(), key=key)

    assert Letter.objects.get().messages.count() == 1


def test_without_a_file_it_is_a_letter_like_before(client: Client) -> None:
    assert sent(client).status_code == 302
    assert not Letter.objects.get().attachments.exists()


@pytest.mark.parametrize(
    ("number", "content", "said"),
    [
        (6, PDF, "These are more than five files."),
        (1, b"x" * 101, "A file may have 10 MB at most."),
        (3, b"x" * 90, "All files together may have 15 MB at most."),
        (1, b"", "One of the files is empty."),
    ],
)
def test_files_that_are_too_many_or_too_large_are_said_at_the_field_and_what_was_typed_stays(
    client: Client, monkeypatch: pytest.MonkeyPatch, number: int, content: bytes, said: str
) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE_BYTES", 100)
    monkeypatch.setattr(limits, "LARGEST_TOGETHER_BYTES", 200)

    page = sent(client, *(upload(f"{each}.pdf", content) for each in range(number)))

    text = page.content.decode()
    assert page.status_code == 422
    assert said in text
    assert "Ik ben verhuisd." in text
    assert "Choose your files again" in text
    assert not Letter.objects.exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\r\nBcc: b@c.be.pdf", "C:\\temp\\x.pdf", "\u202efdp.exe", " "])
def test_the_name_of_a_file_is_no_folder_and_no_header(client: Client, name: str) -> None:
    file = upload()
    file._name = name  # type: ignore[attr-defined]
    assert sent(client, file).status_code == 302

    letter = Letter.objects.get()
    assert b"\nBcc" not in bytes(letter.messages.get().raw)
    for each in letter.attachments.all():
        assert not set("/\\\r\n\u202e") & set(each.name)


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_people_read(name: str) -> None:
    found = plain_name(name)
    assert 0 < len(found) <= LONGEST_FILE_NAME
    assert found.isprintable()
    assert "/" not in found
    assert plain_name(found) == found


def from_program(client: Client, *files: SimpleUploadedFile, **more: Any) -> Any:
    return client.post("/api/v1/letters/with-files", {**SAID, **more, "attachments": list(files)})


def test_a_program_sends_files_once_too(client: Client) -> None:
    key = str(uuid.uuid4())

    answers = [from_program(client, upload(), upload("b.txt", b"hi"), key=key) for _ in range(2)]

    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json()["token"] == answers[1].json()["token"]
    assert contents() == [PDF, b"hi"]


def test_a_program_reads_what_is_wrong_with_its_files(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE_BYTES", 5)

    answer = from_program(client, upload())

    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "file-too-large", "attachments")
    assert from_program(client, upload(content=b"x"), email="no").json()["field"] == "email"
    assert from_program(client, upload(content=b"x"), subject="x" * 999).status_code == 422
    assert not Letter.objects.exists()
