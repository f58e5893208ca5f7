"""What is remembered of a message is what its headers and parts say."""

from email import message_from_bytes
from email.message import Message

from zenne.mailroom.letters.tests.builders import make_message, message_with
from zenne.mailroom.rules.fingerprints import fingerprint_of, parts
from zenne.mailroom.rules.headers import raw_header
from zenne.mailroom.rules.parsing import content_of, read_message
from zenne.mailroom.rules.sources import Source, once


def test_the_first_header_of_a_name_counts_whatever_its_letters_and_none_is_empty() -> None:
    raw = b"SUBJECT: one\r\nSubject: two\r\nX-Gr\xfc: z\xfc\r\n\r\nText.\r\n"

    for message in (message_from_bytes(raw), message_from_bytes(raw, Source)):
        assert raw_header(message, "Subject") == "one"
        assert raw_header(message, "Date") == ""


def test_a_part_is_decoded_once_and_its_type_is_that_of_its_header() -> None:
    read = read_message(message_with(b"%PDF-1.7 bytes"))
    attachment = next(part for part in parts(read.source) if part.get_content_type() == "application/octet-stream")

    assert content_of(attachment) is read.attachments[0].content
    assert message_from_bytes(b"Content-Type: Text/HTML\n\n", Source).get_content_type() == "text/html"


def test_something_is_found_out_once_of_each_source_and_each_time_of_what_is_none() -> None:
    asked: list[Message] = []
    found = once(asked.append)
    source, other = Source(), Message()

    for message in (source, other, source, other):
        found(message)

    assert asked == [source, other, other]


def test_spaces_at_the_ends_of_lines_make_no_other_letter() -> None:
    # It is kept with each letter: one that changed would take copies of older letters for others.
    raw = make_message("Een vraag.  \n\nDank \t\n")
    spaced = raw.replace(b"Een vraag.", b"Een vraag. ")

    assert fingerprint_of(read_message(raw), raw) == fingerprint_of(read_message(spaced), spaced)
    assert fingerprint_of(read_message(raw), raw) == "67212968f0c99bc12c4658cd896037df6fda0df24fd16e278284b367d3397abc"
