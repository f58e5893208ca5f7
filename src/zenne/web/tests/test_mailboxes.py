"""The mailboxes of the settings: complete, encrypted, and never repeated in what is said about a mistake."""

import json
from typing import Any

import pytest

from zenne.web.environment import WrongSettings, read_environment
from zenne.web.mailboxes import read_mailboxes

WHOLE = {"name": "city", "host": "imap.example.org", "user": "info", "password": "hush-hush"}
OAUTH = {"token_url": "https://login.example.org/token", "client_id": "zenne"}


def mailboxes(*each: dict[str, Any]) -> str:
    return json.dumps(each)


def test_what_is_left_out_is_the_usual() -> None:
    [read] = read_mailboxes(mailboxes(WHOLE))

    assert (read["port"], read["encryption"], read["folder"], read["move_to"]) == (993, "tls", "INBOX", "")
    assert read_mailboxes(mailboxes({**WHOLE, "encryption": "starttls"}))[0]["port"] == 143
    assert read_mailboxes(" ") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": ""}, {"oauth": OAUTH}, {"encryption": "none"}, {"folder": 'x" DELETE "y'}, {"move_to": "a\r\nb"},
        {"name": "Big Box"}, {"port": 70_000}, {"more": 1}, {"host": ""},
    ],
)  # fmt: skip
def test_a_mistake_is_said_without_the_secret_beside_it(wrong: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZENNE_MAILBOXES", mailboxes({**WHOLE, **wrong}))

    with pytest.raises(WrongSettings, match="ZENNE_MAILBOXES: is no list of mailboxes") as raised:
        read_environment()
    assert "hush-hush" not in str(raised.value)


def test_two_mailboxes_have_two_names() -> None:
    with pytest.raises(ValueError, match="the same name"):
        read_mailboxes(mailboxes(WHOLE, WHOLE))


def test_on_this_machine_nothing_need_be_encrypted() -> None:
    [read] = read_mailboxes(
        mailboxes({**WHOLE, "host": "127.0.0.1", "encryption": "none", "password": "", "oauth": OAUTH})
    )

    assert read["oauth"]["token_url"] == OAUTH["token_url"]


def test_a_mailbox_says_in_which_language_most_people_write_to_it() -> None:
    text = '[{"name": "city", "host": "imap.example", "user": "u", "password": "p", "language": "fr"}]'

    assert read_mailboxes(text)[0]["language"] == "fr"
    assert read_mailboxes(text.replace(', "language": "fr"', ""))[0]["language"] == ""
    with pytest.raises(ValueError, match="language"):
        read_mailboxes(text.replace('"fr"', '"Frans"'))
