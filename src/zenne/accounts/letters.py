"""Letters that accounts send."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation


def send_letter(*, to: str, language: str, template: str, context: Mapping[str, Any], about: str = "") -> None:
    """Send a letter in the reader's language. The first line of the template is its subject."""
    with translation.override(language):
        subject, _, text = render_to_string(f"{template}.txt", dict(context)).strip().partition("\n")
    send_mail(subject, text.strip(), None, [to])
