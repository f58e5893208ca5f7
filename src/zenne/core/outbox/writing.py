"""An e-mail from its template, in the language of its receiver."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from zenne.core.languages.public import is_translated
from zenne.core.outbox.errors import WrongTemplate
from zenne.core.outbox.rules.mail_parts import MailParts, UnknownPart, mail_parts

_senders: list[Callable[[], str]] = []


def name_sender(name: Callable[[], str]) -> None:
    """Say who writes, in the language that is active; called in ``AppConfig.ready()`` of whoever knows the city."""
    _senders[:] = [name]


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of an e-mail, and the language in which they are."""

    language: str
    parts: MailParts


def write_email(*, template: str, language: str, context: Mapping[str, Any]) -> Written:
    """The parts of an e-mail in ``language``, or else in the language of the source; it then says so at its top.

    Raises:
        WrongTemplate: it has an element that is no building block of e-mails.
    """
    written_in = language if is_translated(template, language) else settings.LANGUAGE_CODE
    own = {"base_url": settings.BASE_URL, "is_fallback": written_in != language}
    with translation.override(language):
        own["not_in_your_language"] = translation.gettext("We cannot write this message in your language yet.")
    with translation.override(written_in):
        own["sender"] = _senders[-1]() if _senders else settings.MAIL_SENDER_NAME
        source = render_to_string(template, {**context, **own, "language": written_in, "wanted_language": language})
    try:
        return Written(written_in, mail_parts(source))
    except UnknownPart as error:
        raise WrongTemplate(f"{template}: {error}") from error
