"""The text of an e-mail is made from its HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from zenne.core.outbox.rules.mail_parts import UnknownPart, mail_parts

WORDS = some.text(some.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


def text(body: str) -> str:
    return mail_parts(f"<html><head><title>s</title></head><body>{body}</body></html>").text


def test_blocks_are_apart_and_lists_have_marks() -> None:
    assert text("<h1>One</h1><p>Two<br>three</p><ol><li>a</li><li>b</li></ol>") == "One\n\nTwo\nthree\n\n1. a\n2. b\n"


def test_a_link_shows_its_address_once() -> None:
    assert text('<p><a href="https://a.be/">here</a></p>') == "here <https://a.be/>\n"
    assert text('<p><a href="https://a.be/">https://a.be/</a></p>') == "https://a.be/\n"
    assert text('<p><a href="tel:+3222793211">+32 2 279 32 11</a></p>') == "+32 2 279 32 11\n"


@pytest.mark.parametrize(
    "body",
    [
        "<img>",
        "<script>x</script>",
        '<a href="/x">x</a>',
        '<a href="data:x">x</a>',
        "<p>x</b>",
        "<table></table>",
    ],
)
def test_what_has_no_form_in_both_parts_is_refused(body: str) -> None:
    with pytest.raises(UnknownPart):
        text(body)


def test_an_email_without_subject_is_refused() -> None:
    with pytest.raises(UnknownPart, match="subject"):
        mail_parts("<html><head><title> </title></head><body></body></html>")


@given(first=WORDS, second=WORDS)
def test_no_word_is_lost_in_either_part(first: str, second: str) -> None:
    escaped = [word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for word in (first, second)]
    parts = mail_parts(f"<title>{escaped[0]}</title><body><p>{escaped[0]}</p><ul><li>{escaped[1]}</li></ul></body>")

    assert parts.subject == first
    assert parts.text == f"{first}\n\n- {second}\n"
    assert "<title>" in parts.html
