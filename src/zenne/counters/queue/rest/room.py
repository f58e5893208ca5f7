"""The public screen of a waiting room, and its stream."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from zenne.core.rest.public import NOT_FOUND, PUBLIC, Problem, Refused
from zenne.counters.queue.queries import PublicRoom, public_room
from zenne.counters.queue.rest.asked import BranchName, asked_branch

router = Router(tags=["queue"])
STREAM: Final = "api/v1/branches/{slug}/queue/stream"


class CalledNumber(Schema):
    """A number on the screen."""

    number: str = Field(description="What stands on the ticket.", examples=["A17"])
    desk: int = Field(description="To which desk.", examples=[3])
    is_new: bool = Field(description="Whether they were called and are not at the desk yet.")
    calls: int = Field(description="How often they were called to this desk.", examples=[1])


class QueueAnswer(Schema):
    """What everybody may see of a waiting room."""

    branch: str = Field(description="The branch.", examples=["centre"])
    number: int = Field(description="Grows with every change in the room.", examples=[412])
    called: list[CalledNumber] = Field(description="Who is called or at a desk; whoever was called last comes first.")
    waiting: int = Field(description="How many people wait.", examples=[14])
    desks_open: int = Field(description="How many desks call people.", examples=[6])


def answer_of(slug: str, room: PublicRoom) -> QueueAnswer:
    """A room as the API and the stream say it."""
    return QueueAnswer(
        branch=slug,
        number=room.number,
        called=[
            CalledNumber(number=each.number, desk=each.desk, is_new=each.is_new, calls=each.calls)
            for each in room.called
        ],
        waiting=room.waiting,
        desks_open=room.desks_open,
    )


@router.get(
    "/branches/{slug}/queue",
    **PUBLIC,
    response={200: QueueAnswer, **NOT_FOUND},
    operation_id="getQueue",
    summary="The screen of a waiting room",
)
def get_queue(request: HttpRequest, slug: BranchName, response: HttpResponse) -> QueueAnswer:
    """Which numbers are called to which desk, and how many people wait."""
    branch = asked_branch(slug)
    response["Cache-Control"] = "no-store"
    return answer_of(slug, public_room(branch, timezone.now()))


@router.get(
    "/branches/{slug}/queue/stream",
    **PUBLIC,
    response={307: None, 503: Problem, **NOT_FOUND},
    operation_id="streamQueue",
    summary="The same, live",
)
def stream_queue(request: HttpRequest, slug: BranchName) -> HttpResponse:
    """Server-sent events: a `room` event with the answer of `getQueue` at once and after each change.

    Where this operation does not answer itself, it leads to the address that does.
    """
    asked_branch(slug)
    if not settings.LIVE_URL:
        raise Refused(
            status=503, code="no-stream", message=_("There is no live stream now. Ask again from time to time.")
        )
    answer = HttpResponse(status=307)
    answer["Location"] = f"{settings.LIVE_URL}/{STREAM.format(slug=slug)}"
    answer["Cache-Control"] = "no-store"
    return answer
