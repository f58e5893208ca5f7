"""Linking a letter to a record of another module."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import RecordUnknown, asker_of, open_to, posted_from
from zenne.mailroom.answers.actions.link_record import link_record
from zenne.mailroom.answers.actions.unlink_record import unlink_record
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.forms import LinkForm, UnlinkForm
from zenne.mailroom.desk.views.letters import CONFLICT, shown_page, to_letter
from zenne.mailroom.desk.wording import sentence


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
def link(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Link the record with the reference that was typed, which is shown again when there is none."""
    form = LinkForm(request.POST)
    if not form.is_valid():
        return shown_page(request, uuid, form=form, status=422)
    try:
        link_record(asker=asker_of(request), thread=uuid, now=timezone.now(), **form.cleaned_data)
    except RecordUnknown as unknown:
        form.add_error("reference", unknown.sentence)
        return shown_page(request, uuid, form=form, status=422)
    except AnswerRefused as refused:
        return shown_page(request, uuid, form=form, refusal=sentence(refused), status=CONFLICT)
    return to_letter(uuid, "linked")


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
def unlink(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a link away."""
    form = UnlinkForm(request.POST)
    try:
        if form.is_valid():
            unlink_record(asker=asker_of(request), thread=uuid, link=form.cleaned_data["link"])
    except AnswerRefused as refused:
        return shown_page(request, uuid, refusal=sentence(refused), status=CONFLICT)
    return to_letter(uuid, "unlinked")
