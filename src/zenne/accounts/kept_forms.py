"""What somebody typed, kept for an hour while they sign in or prove more: in their session, on the server."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation

from zenne.core.access.public import NOT_SHOWN, words_of_field

KEY: Final = "kept_forms"
KEPT_FOR: Final = timedelta(hours=1)
MOST_KEPT: Final = 5
LONGEST: Final = 200_000
"""Characters of one form. Longer ones are not kept, and the page says so."""
NOT_TYPED: Final = {"csrfmiddlewaretoken"}
SECRETS: Final = {"code", "credential", "pin"}
SECRET_PARTS: Final = ("password", "secret", "token")


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form as it was sent.

    Attributes:
        fields: names and values in their order, without secrets.
        files: the names of chosen files.
        had_secrets: whether something was left out that must be typed again.
    """

    path: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    had_secrets: bool = False


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field as it is shown again.

    Attributes:
        label: the words of its page; empty when nobody has said them.
        choices: pairs of value and words where the value is one of these, else nothing.
        is_hidden: whether it goes along unseen, as it did on its page.
    """

    name: str
    value: str
    label: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_hidden: bool = False


def is_secret(name: str) -> bool:
    """Whether what is typed into a field with this name must be written down nowhere."""
    return name in SECRETS or any(part in name.lower() for part in SECRET_PARTS)


def keep_form(request: HttpRequest, *, now: datetime) -> str:
    """Keep what was sent with ``request`` and return the token under which it is found; empty when it is too long."""
    sent = [(name, value) for name, values in request.POST.lists() if name not in NOT_TYPED for value in values]
    fields = [(name, value) for name, value in sent if not is_secret(name)]
    if sum(len(name) + len(value) for name, value in fields) > LONGEST:
        return ""
    token = secrets.token_urlsafe(18)
    form: dict[str, Any] = {
        "path": request.get_full_path(),
        "fields": fields,
        "files": [file.name for files in request.FILES.lists() for file in files[1]],
        "had_secrets": len(fields) < len(sent),
        "until": (now + KEPT_FOR).timestamp(),
    }
    kept = {**still_kept(request.session, now=now), token: form}
    request.session[KEY] = dict(list(kept.items())[-MOST_KEPT:])
    return token


def still_kept(session: SessionBase, *, now: datetime) -> dict[str, dict[str, Any]]:
    stored = session.get(KEY)
    forms: dict[str, dict[str, Any]] = stored if isinstance(stored, dict) else {}
    return {token: form for token, form in forms.items() if datetime.fromtimestamp(form["until"], UTC) > now}


def kept_form(session: SessionBase, token: str, *, now: datetime) -> KeptForm | None:
    """What was kept under a token; None when it was never there, its hour is over, or it was taken."""
    form = still_kept(session, now=now).get(token)
    if form is None:
        return None
    fields = tuple((name, value) for name, value in form["fields"])
    return KeptForm(form["path"], fields, tuple(form["files"]), form.get("had_secrets", False))


def shown_fields(form: KeptForm) -> Iterator[ShownField]:
    """The fields of a form under the words of its page, never under the names that programs use."""
    route = route_of(form.path)
    for name, value in form.fields:
        words = words_of_field(route, name)
        if words == NOT_SHOWN or not value:
            yield ShownField(name, value, is_hidden=True)
        elif words is None:
            yield ShownField(name, value)
        else:
            choices = tuple((choice, str(text)) for choice, text in words.choices())
            is_choice = value in {choice for choice, _ in choices}
            yield ShownField(name, value, str(words.label), choices if is_choice else ())


def route_of(path: str) -> str:
    """The name of the address to which a form is sent; empty when there is none any more."""
    address = path.partition("?")[0]
    try:
        with translation.override(translation.get_language_from_path(address)):
            return resolve(address).view_name
    except Resolver404:
        return ""


def forget_form(session: SessionBase, token: str, *, now: datetime) -> None:
    """Let a kept form go, and all whose hour is over."""
    session[KEY] = {other: form for other, form in still_kept(session, now=now).items() if other != token}
