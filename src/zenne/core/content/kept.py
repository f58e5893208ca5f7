"""Keep pages for as long as the content version lasts."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

NONCE_MARK = secrets.token_urlsafe(24).encode()
LONGEST_KEPT_PATH = 300
KEPT_HEADERS = ("Content-Type", "Content-Disposition")


def version_of(request: HttpRequest) -> str:
    """The content version that this request reads."""
    return str(request.content_version)  # type: ignore[attr-defined]


def kept_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep the page that ``view`` answers until the content changes or the time in ``response.valid_until`` is reached.

    Only for pages that are the same for everybody. The reader's browser keeps it too and asks each time whether it is
    still the page (ETag); the nonce of the content security policy is new in every answer.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        path = request.get_full_path()
        if request.method not in {"GET", "HEAD"} or len(path) > LONGEST_KEPT_PATH:
            return view(request, *args, **kwargs)
        part = request.headers.get("HX-Request", "")
        key = page_key(version_of(request), get_language() or "", request.get_host(), path, part)
        kept: KeptPage | None = cache.get(key)
        if kept is None:
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and not response.streaming:
                kept = KeptPage.of(request, response)
                cache.set(key, kept, timeout=kept.seconds_left())
                return kept.marked(response)
            return response
        return kept.answer(request)

    return answer


def page_key(*parts: str) -> str:
    """A short key for a page: any text may be in ``parts``."""
    return "page:" + hashlib.blake2b("\x00".join(parts).encode(), digest_size=16).hexdigest()


class KeptPage:
    """One page as it was answered, with its nonce taken out."""

    def __init__(self, *, body: bytes, headers: dict[str, str], valid_until: datetime | None) -> None:
        self.body = body
        self.headers = headers
        self.valid_until = valid_until
        self.etag = f'W/"{hashlib.blake2b(body.replace(NONCE_MARK, b""), digest_size=12).hexdigest()}"'

    @classmethod
    def of(cls, request: HttpRequest, response: HttpResponse) -> "KeptPage":
        return cls(
            body=response.content.replace(nonce_of(request), NONCE_MARK),
            headers={name: response[name] for name in KEPT_HEADERS if name in response},
            valid_until=getattr(response, "valid_until", None),
        )

    def seconds_left(self) -> float | None:
        return None if self.valid_until is None else max((self.valid_until - timezone.now()).total_seconds(), 0)

    def marked(self, response: HttpResponse) -> HttpResponse:
        response["ETag"] = self.etag
        response["Cache-Control"] = "no-cache"
        return response

    def answer(self, request: HttpRequest) -> HttpResponse:
        unchanged = get_conditional_response(request, etag=self.etag)
        if isinstance(unchanged, HttpResponseNotModified):
            # The browser keeps the policy that came with the page; a new nonce here would forbid the page's scripts.
            unchanged._csp_exempt = True  # type: ignore[attr-defined]  # noqa: SLF001
            return self.marked(unchanged)
        body = self.body.replace(NONCE_MARK, nonce_of(request))
        return self.marked(HttpResponse(body, headers=self.headers))


def nonce_of(request: HttpRequest) -> bytes:
    return str(getattr(request, "csp_nonce", "")).encode() or NONCE_MARK
