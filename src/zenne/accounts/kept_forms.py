"""What somebody typed, kept for an hour while they sign in or prove more: in their session, on the server."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

KEY: Final = "kept_forms"
KEPT_FOR: Final = timedelta(hours=1)
MOST_KEPT: Final = 5
LONGEST: Final = 200_000
"""Characters of one form. Longer ones are not kept, and the page says so."""
NOT_TYPED: Final = {"csrfmiddlewaretoken"}


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form as it was sent. ``fields`` are names and values in their order; ``files`` the names of chosen files."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


def keep_form(request: HttpRequest, *, now: datetime) -> str:
    """Keep what was sent with ``request`` and return the token under which it is found; empty when it is too long."""
    fields = [[name, value] for name, values in request.POST.lists() if name not in NOT_TYPED for value in values]
    if sum(len(name) + len(value) for name, value in fields) > LONGEST:
        return ""
    token = secrets.token_urlsafe(18)
    form: dict[str, Any] = {
        "path": request.get_full_path(),
        "fields": fields,
        "files": [file.name for files in request.FILES.lists() for file in files[1]],
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
    return KeptForm(form["path"], tuple((name, value) for name, value in form["fields"]), tuple(form["files"]))


def forget_form(session: SessionBase, token: str, *, now: datetime) -> None:
    """Let a kept form go, and all whose hour is over."""
    session[KEY] = {other: form for other, form in still_kept(session, now=now).items() if other != token}
