"""Addresses of e-mail that can stand on an envelope."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from zenne.core.outbox.errors import WrongReceiver


def mail_address(written: str) -> str:
    """The address as mail servers write it, the name of the host in ASCII.

    Raises:
        WrongReceiver: it has no form that can be delivered to.
    """
    name, _, host = written.strip().rpartition("@")
    try:
        address = f"{name}@{host.encode('idna').decode('ascii')}" if host else written
        validate_email(address)
    except (ValidationError, UnicodeError):
        raise WrongReceiver("an address of e-mail looks like name@example.org") from None
    return address
