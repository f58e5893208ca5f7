"""The ready answers of a team: write, approve, switch off, try."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.content.public import version_of
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.ready.actions.approve_ready_answer import approve_ready_answer
from zenne.mailroom.ready.actions.switch_off_ready_answer import switch_off_ready_answer
from zenne.mailroom.ready.actions.write_ready_answer import write_ready_answer
from zenne.mailroom.ready.filling import MEANINGS
from zenne.mailroom.ready.forms import ReadyForm, TrialForm, said_before
from zenne.mailroom.ready.queries import ready_answer, ready_list, team_choices, tried
from zenne.mailroom.ready.wording import WHY, sentence

CONFLICT = 409
DONE = ("written", "approved", "off")


@open_to(ANSWER_LETTERS)
@never_cache
def list_page(request: HttpRequest) -> HttpResponse:
    """The ready answers of the own teams."""
    return render(request, "ready/list.html", {"rows": ready_list(asker=asker_of(request))})


@open_to(ANSWER_LETTERS)
@never_cache
def ready_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One of them, with what it sent and what was said of it."""
    return shown_page(request, uuid)


def shown_page(request: HttpRequest, uuid: UUID, *, refusal: str = "", status: int = 200) -> HttpResponse:
    opened = ready_answer(asker=asker_of(request), uuid=uuid, now=timezone.now())
    if opened is None:
        raise Http404
    done = request.GET.get("done", "")
    context = {
        "opened": opened,
        "seen": opened.ready.written_at.isoformat(),
        "refusal": refusal,
        "done": done if done in DONE else "",
    }
    return render(request, "ready/ready.html", context, status=status)


@open_to(ANSWER_LETTERS)
@never_cache
def new_page(request: HttpRequest) -> HttpResponse:
    """Write one."""
    return writing(request, None)


@open_to(ANSWER_LETTERS)
@never_cache
def change_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change one; then it waits for a colleague again."""
    return writing(request, uuid)


def writing(request: HttpRequest, uuid: UUID | None) -> HttpResponse:
    asker = asker_of(request)
    opened = ready_answer(asker=asker, uuid=uuid, now=timezone.now()) if uuid else None
    if uuid and opened is None:
        raise Http404
    form = ReadyForm(
        request.POST if request.method == "POST" else None,
        version=version_of(request),
        language=get_language() or "en",
        teams=team_choices(asker=asker),
        initial=said_before(opened.ready) if opened else {},
    )
    if form.is_valid():
        try:
            row = write_ready_answer(asker=asker, ready=uuid, wording=form.wording(), now=timezone.now())
        except AnswerRefused as refused:
            form.refuse(refused)
        else:
            return to_ready(row.uuid, "written")
    context = {"form": form, "opened": opened, "meanings": MEANINGS}
    return render(request, "ready/write.html", context, status=422 if form.errors else 200)


def to_ready(uuid: UUID, done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('ready:ready', args=[uuid])}?done={done}")


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("ready:ready", "uuid")
def approve(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that a text of a colleague may leave."""
    try:
        approve_ready_answer(asker=asker_of(request), ready=uuid, seen=request.POST.get("seen", ""), now=timezone.now())
    except AnswerRefused as refused:
        return shown_page(request, uuid, refusal=sentence(refused), status=CONFLICT)
    return to_ready(uuid, "approved")


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("ready:ready", "uuid")
def switch_off(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Let people answer from now on."""
    try:
        switch_off_ready_answer(asker=asker_of(request), ready=uuid, now=timezone.now())
    except AnswerRefused as refused:
        return shown_page(request, uuid, refusal=sentence(refused), status=CONFLICT)
    return to_ready(uuid, "off")


@open_to(ANSWER_LETTERS)
@never_cache
def try_page(request: HttpRequest) -> HttpResponse:
    """What a letter would get. Nothing is kept, and nothing leaves."""
    form, trial = TrialForm(request.POST if request.method == "POST" else None, version=version_of(request)), None
    if form.is_valid():
        trial = tried(asker=asker_of(request), now=timezone.now(), **form.cleaned_data)
    why = [WHY[each] for each in trial.outcome.why] if trial else []
    context = {"form": form, "trial": trial, "why": why}
    return render(request, "ready/try.html", context, status=422 if form.errors else 200)
