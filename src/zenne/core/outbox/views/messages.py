"""Messages that need somebody."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from zenne.core.access.public import asker_of, open_to
from zenne.core.outbox.actions.close_message import DELIVERED, close_message
from zenne.core.outbox.actions.open_message import open_message
from zenne.core.outbox.actions.retry_message import retry_message
from zenne.core.outbox.errors import WrongReceiver
from zenne.core.outbox.models import PROBLEMS, Channel, Message
from zenne.core.outbox.permissions import RETRY_MESSAGES, SEE_MESSAGES
from zenne.core.outbox.queries import Shelf, counts, folders_in_use, line_of, messages_on

LARGEST_COUNT = 10


@never_cache
@open_to(SEE_MESSAGES)
@require_GET
def message_list(request: HttpRequest) -> HttpResponse:
    """The messages with a problem, or those of another shelf; the count of problems at the top."""
    numbers = counts()
    asked = request.GET.get("shelf", "")
    shelf = Shelf(asked) if asked in set(Shelf) else Shelf.PROBLEMS
    context = {
        "shelf": shelf.value,
        "tabs": [(each.value, words_of_shelf(each), numbers[each]) for each in Shelf],
        "problems": numbers[Shelf.PROBLEMS],
        "messages": messages_on(shelf, page=page_of(request)),
        "folders": folders_in_use(),
        "may_open": asker_of(request).may(RETRY_MESSAGES),
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
        Shelf.CLOSED: _("Closed"),
    }[shelf]


@never_cache
@open_to(RETRY_MESSAGES)
@require_GET
def message(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """One message with its address and text; that it was read is written down."""
    return show(request, opened(request, identifier))


def opened(request: HttpRequest, identifier: UUID) -> Message:
    row = open_message(asker=asker_of(request), message=identifier)
    if row is None:
        raise Http404
    return row


def show(request: HttpRequest, row: Message, *, status: int = 200, **typed: Any) -> HttpResponse:
    """The page of a message; ``typed`` is what was wrong and what stays in the fields."""
    context = {
        "message": row,
        "line": line_of(row),
        "attempts": row.attempts.order_by("-number"),
        "needs_somebody": row.state in PROBLEMS,
        "may_correct": row.channel != Channel.WEBHOOK,
        "is_email": row.channel == Channel.EMAIL,
        "receiver": row.receiver,
    }
    return render(request, "outbox/message.html", context | typed, status=status)


@open_to(RETRY_MESSAGES)
@require_POST
def retry(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Send it again, perhaps to another address."""
    receiver = request.POST.get("receiver", "").strip()
    try:
        retry_message(asker=asker_of(request), message=identifier, receiver=receiver)
    except WrongReceiver:
        row = opened(request, identifier)
        return show(request, row, status=422, receiver=receiver, receiver_error=words_of_wrong_receiver(row))
    return back("retry")


def words_of_wrong_receiver(row: Message) -> str:
    if row.channel == Channel.SMS:
        return _("A number begins with + and the code of the country, as in +32 470 12 34 56.")
    return _("An e-mail address has an @ in it, as in name@example.org.")


@open_to(RETRY_MESSAGES)
@require_POST
def close(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Close it: it arrived after all, or for a reason."""
    because = DELIVERED if request.POST.get("delivered") else request.POST.get("because", "")
    try:
        close_message(asker=asker_of(request), message=identifier, because=because)
    except ValueError:
        row = opened(request, identifier)
        return show(request, row, status=422, because_error=_("Say in a few words why it is closed."))
    return back("close")


def back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('outbox:messages')}?done={done}")
