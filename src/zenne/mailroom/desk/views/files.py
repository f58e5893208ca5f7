"""Letters as they came, and the files in them: downloads that no browser runs or shows in our name."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.actions.read_file import read_file
from zenne.mailroom.desk.wording import sentence

LOCKED: Final = 423


@open_to(ANSWER_LETTERS)
@never_cache
def raw_file(request: HttpRequest, letter: UUID) -> HttpResponse:
    """The message as it came."""
    return download(request, letter, None)


@open_to(ANSWER_LETTERS)
@never_cache
def attached_file(request: HttpRequest, letter: UUID, position: int) -> HttpResponse:
    """A file that came with a letter."""
    return download(request, letter, position)


def download(request: HttpRequest, letter: UUID, position: int | None) -> HttpResponse:
    """Whatever it is, the browser keeps it as a file: it gets no type, and no page of ours can be made of it."""
    try:
        file = read_file(asker=asker_of(request), letter=letter, position=position)
    except AnswerRefused as refused:
        return render(request, "letters/locked.html", {"refusal": sentence(refused)}, status=LOCKED)
    if file is None:
        raise Http404
    response = HttpResponse(file.content, content_type="application/octet-stream")
    response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=file.name))
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
