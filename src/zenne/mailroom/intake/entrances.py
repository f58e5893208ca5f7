"""How people come to the form: from the pages of services."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import register_writing
from zenne.core.access.public import NOT_SHOWN, FieldWords, name_fields


def register() -> None:
    """Say where people write, and how the fields of the form are called."""
    register_writing(writing_address)
    name_fields(
        "intake:write",
        {
            "key": NOT_SHOWN,
            "subject": FieldWords(_("What is it about?")),
            "service": FieldWords(_("Which service is it for?")),
            "text": FieldWords(_("Your question or message")),
            "attachments": NOT_SHOWN,
            "name": FieldWords(_("Your name")),
            "email": FieldWords(_("Your e-mail address")),
        },
    )


def writing_address(service: str) -> str:
    """The form, with the service chosen already."""
    return f"{reverse('intake:write')}?{urlencode({'service': service})}"
