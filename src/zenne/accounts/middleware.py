"""Who asks, for every request, and what happens to a request that is refused."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from zenne.accounts.actions.note_key_use import note_key_use
from zenne.accounts.actions.note_presence import is_worth_noting, note_presence
from zenne.accounts.askers import asker_of_session
from zenne.accounts.keys import asker_of_key, key_of
from zenne.accounts.refusals import API, refusal, wrong_key
from zenne.core.access.public import NOBODY, NotAllowed
from zenne.core.limits.public import Limit, allow, by_address, too_many

WRONG_KEYS = Limit("accounts.wrong-key", times=30, per=timedelta(minutes=1))


class AskerMiddleware:
    """Set ``request.asker``, found out at its first use: a page that is the same for all costs no query.

    Raised refusals of actions, queries and views become pages here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(API):
            return self.with_key(request)
        request.asker = SimpleLazyObject(lambda: asker_of_session(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        row = getattr(request.session, "row", None)
        if row is not None and row.person_id and is_worth_noting(row.last_seen_at, now=timezone.now()):
            note_presence(session=row.session_key, person=row.person_id, now=timezone.now())
        return response

    def with_key(self, request: HttpRequest) -> HttpResponse:
        """The API knows keys and no cookies. A key that is shown must be right, even where none is needed."""
        shown = request.headers.get("Authorization", "")
        if not shown:
            request.asker = NOBODY  # type: ignore[attr-defined]
            return self.get_response(request)
        scheme, _, text = shown.partition(" ")
        key = key_of(text.strip(), now=timezone.now()) if scheme.lower() == "bearer" else None
        if key is None:
            allowance = allow(WRONG_KEYS, by_address(request))
            return wrong_key() if allowance else too_many(request, allowance)
        request.asker = asker_of_key(key)  # type: ignore[attr-defined]
        note_key_use(key, now=timezone.now())
        response = self.get_response(request)
        response["Cache-Control"] = "private, no-store"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal(request, exception) if isinstance(exception, NotAllowed) else None
