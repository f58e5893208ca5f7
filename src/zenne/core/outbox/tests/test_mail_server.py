"""The address of the mail server in the settings."""

import pytest

from zenne.core.outbox.mail_server import MailServer, mail_server


def test_the_address_says_host_port_user_and_encryption() -> None:
    assert mail_server("") is None
    assert mail_server("smtp://mail.example") == MailServer("mail.example", 587)
    assert mail_server("smtp://mail.example?tls=tls") == MailServer("mail.example", 465, encryption="tls")
    assert mail_server("smtp://a%40b:p%3Aq@mail.example:2525?tls=none") == MailServer(
        "mail.example", 2525, "a@b", "p:q", "none"
    )


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example?tls=maybe"])
def test_another_form_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="smtp://"):
        mail_server(address)
