"""Messages that need somebody."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from zenne.core.access.public import Asker, asker_of, open_to, posted_from
from zenne.core.outbox.actions.close_message import DELIVERED, close_message
from zenne.core.outbox.actions.open_message import open_message
from zenne.core.outbox.actions.retry_message import retry_message
from zenne.core.outbox.errors import WrongReceiver
from zenne.core.outbox.models import PROBLEMS, Channel
from zenne.core.outbox.permissions import READ_MESSAGES, RETRY_MESSAGES, SEE_MESSAGES
from zenne.core.outbox.queries import Shelf, counts, folders_in_use, line_of, message_unread, messages_on

LARGEST_COUNT = 10


@never_cache
@open_to(SEE_MESSAGES)
@require_GET
def message_list(request: HttpRequest) -> HttpResponse:
    """The messages with a problem, or those of another shelf; the count of problems at the top."""
    asker = asker_of(request)
    numbers = counts(asker=asker)
    asked = request.GET.get("shelf", "")
    shelf = Shelf(asked) if asked in set(Shelf) else Shelf.PROBLEMS
    context = {
        "shelf": shelf.value,
        "tabs": [(each.value, words_of_shelf(each), numbers[each]) for each in Shelf],
        "problems": numbers[Shelf.PROBLEMS],
        "messages": messages_on(shelf, asker=asker, page=page_of(request)),
        "folders": folders_in_use(),
        "done": request.GET.get("done", ""),
    }
    return render(request, "outbox/messages.html", context)


def page_of(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < LARGEST_COUNT else 1


def words_of_shelf(shelf: Shelf) -> str:
    return {
        Shelf.PROBLEMS: _("Needs you"),
        Shelf.WAITING: _("Waiting"),
        Shelf.SENT: _("Sent"),
        Shelf.CLOSED: _("Closed by somebody"),
    }[shelf]


@never_cache
@open_to(SEE_MESSAGES)
@require_GET
def message(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """One message; its address and text only after they were asked for, by those who may read them."""
    return show(request, identifier)


def show(request: HttpRequest, identifier: UUID, *, status: int = 200, **typed: Any) -> HttpResponse:
    """The page of a message; ``typed`` is what was wrong and what stays in the fields.

    That somebody read it is written down.
    """
    asker, is_opened = asker_of(request), request.GET.get("details") == "1" or "receiver" in typed
    read = open_message if is_opened else message_unread
    row = read(asker=asker, message=identifier)
    if row is None:
        raise Http404
    context = {
        "line": line_of(row),
        "opened": row if is_opened else None,
        "attempts": row.attempts.order_by("-number"),
        "needs_somebody": row.state in PROBLEMS and asker.may(RETRY_MESSAGES),
        "may_read": asker.may(READ_MESSAGES),
        "may_correct": is_opened and row.channel != Channel.WEBHOOK,
        "is_email": row.channel == Channel.EMAIL,
        "receiver": row.receiver,
    }
    return render(request, "outbox/message.html", context | typed, status=status)


@open_to(RETRY_MESSAGES)
@posted_from("outbox:message", "identifier")
def retry(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Send it again, perhaps to another address."""
    receiver = request.POST.get("receiver", "").strip()
    try:
        retry_message(asker=asker_of(request), message=identifier, receiver=receiver)
    except WrongReceiver:
        wrong = words_of_wrong_receiver(asker_of(request), identifier)
        return show(request, identifier, status=422, receiver=receiver, receiver_error=wrong)
    return back("retry")


def words_of_wrong_receiver(asker: Asker, identifier: UUID) -> str:
    row = message_unread(asker=asker, message=identifier)
    if row is not None and row.channel == Channel.SMS:
        return _("A number begins with + and the code of the country, as in +32 470 12 34 56.")
    return _("An e-mail address has an @ in it, as in name@example.org.")


@open_to(RETRY_MESSAGES)
@posted_from("outbox:message", "identifier")
def close(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Close it: it arrived after all, or for a reason."""
    because = DELIVERED if request.POST.get("delivered") else request.POST.get("because", "")
    try:
        close_message(asker=asker_of(request), message=identifier, because=because)
    except ValueError:
        return show(request, identifier, status=422, because_error=_("Say in a few words why it is closed."))
    return back("close")


def back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('outbox:messages')}?done={done}")
