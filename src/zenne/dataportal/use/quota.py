"""How many questions one API key may ask in a day. Without a key only the limits by minute hold."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Final

from babel.numbers import format_decimal
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zenne.accounts.public import register_key_fact
from zenne.core.access.public import AskerKind, asker_of
from zenne.core.limits.public import Limit, allow, too_many, tries_lately

DAY: Final = timedelta(days=1)


def register() -> None:
    """Let those who have a key see how much of its quota is used."""
    register_key_fact(quota_words)


def quota() -> Limit:
    """The limit of each key."""
    return Limit("data.key-day", times=settings.DATA_REQUESTS_PER_DAY, per=DAY)


def within_quota(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """An operation that counts against the quota of the key with which it is asked."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asker = asker_of(request)
        if asker.kind is AskerKind.KEY:
            limit = quota()
            allowance = allow(limit, asker.key)
            if not allowance:
                sentence = _("With this key you may ask %(most)s questions in 24 hours, and you have.")
                return too_many(request, allowance, reason=sentence % {"most": shown(limit.times)})
        return view(request, *args, **kwargs)

    return checked


def quota_words(key: str) -> str:
    """How much of its quota a key has used."""
    limit = quota()
    used = shown(min(tries_lately(limit, key), limit.times))
    return _("Questions to data sets in the last 24 hours: %(used)s of %(most)s.") % {
        "used": used,
        "most": shown(limit.times),
    }


def shown(number: int) -> str:
    return str(format_decimal(number, locale=get_language() or "en"))
