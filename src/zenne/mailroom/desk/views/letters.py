"""The letters of a team, and one of them."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.content.public import version_of
from zenne.mailroom.answers.actions.close_letter import close_letter
from zenne.mailroom.answers.actions.hand_over_letter import hand_over_letter
from zenne.mailroom.answers.actions.hold_letter import hold_letter
from zenne.mailroom.answers.actions.save_answer import save_answer
from zenne.mailroom.answers.actions.send_answer import send_answer
from zenne.mailroom.answers.actions.take_answer_back import take_answer_back
from zenne.mailroom.answers.actions.use_suggestion import use_suggestion
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import lives_in
from zenne.mailroom.desk.actions.read_letter import OpenLetter, read_letter
from zenne.mailroom.desk.forms import AnswerForm, AskForm, HandOverForm, LinkForm
from zenne.mailroom.desk.queries import asked_questions, pile_for
from zenne.mailroom.desk.wording import sentence, shown_done

CONFLICT = 409


@open_to(ANSWER_LETTERS)
@never_cache
def list_page(request: HttpRequest) -> HttpResponse:
    """The most urgent letters come first."""
    pile = pile_for(asker=asker_of(request), pile=request.GET.get("pile", ""), now=timezone.now())
    asked = asked_questions(asker=asker_of(request))
    context = {"pile": pile, "name": pile.name, "asked": asked, **shown_done(request.GET.get("done", ""))}
    return render(request, "letters/list.html", context)


@open_to(ANSWER_LETTERS)
@never_cache
def letter_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A conversation, with what can be done with it."""
    return shown_page(request, uuid)


def shown_page(
    request: HttpRequest,
    uuid: UUID,
    *,
    form: AnswerForm | HandOverForm | AskForm | LinkForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The letter; ``form`` is the one that was filled in, which is shown as it was typed."""
    asker, now = asker_of(request), timezone.now()
    opened = read_letter(asker=asker, thread=uuid, now=now)
    if opened is None:
        return shown_where_it_lives(request, uuid, form=form, refusal=refusal, status=status)
    answer = form if isinstance(form, AnswerForm) else AnswerForm(initial=first_words(opened, asker.name))
    answer.offer(opened.further)
    is_mine = opened.hold is not None and opened.hold.holder == asker.key
    context = {
        "opened": opened,
        "read_at": now,
        "is_mine": is_mine,
        "is_typed": isinstance(form, AnswerForm),
        "form": answer,
        "hand_over": form
        if isinstance(form, HandOverForm)
        else HandOverForm(version=version_of(request), initial={"service": slug_of(opened)}),
        "ask": ask_form(form, opened),
        "link": form if isinstance(form, LinkForm) else None,
        "refusal": refusal,
        **shown_done(request.GET.get("done", "")),
    }
    return render(request, "letters/letter.html", context, status=status)


def shown_where_it_lives(request: HttpRequest, uuid: UUID, *, refusal: str, **shown: Any) -> HttpResponse:
    """The conversation into which this one was put; what was typed is still there."""
    lives = lives_in(asker_of(request), uuid)
    if lives is None:
        raise Http404
    return shown_page(request, lives, refusal=refusal, **shown) if refusal else to_letter(lives)


def ask_form(form: Form | None, opened: OpenLetter) -> AskForm:
    """The one that was filled in, or an empty one, with those who can be asked."""
    ask = form if isinstance(form, AskForm) else AskForm()
    ask.offer(opened.people, opened.teams, language=opened.last.language)
    return ask


def slug_of(opened: OpenLetter) -> str:
    return opened.thread.service.slug if opened.thread.service else ""


def first_words(opened: OpenLetter, name: str) -> dict[str, object]:
    """What the form begins with: the draft, or nothing in the language of the writer."""
    if draft := opened.draft:
        return {
            "text": draft.text,
            "language": draft.language,
            "signed_by": draft.signed_by,
            "asks_back": draft.asks_back,
        }
    return {"language": opened.thread.answer_in or opened.last.language, "signed_by": name}


def to_letter(uuid: UUID, done: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("letters:letter", args=[uuid]) + (f"?done={done}" if done else ""))


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
def hold(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin to answer; ``takes_over`` says that the asker knows that somebody else does."""
    takes_over = request.POST.get("takes_over") == "yes"
    try:
        hold_letter(asker=asker_of(request), thread=uuid, now=timezone.now(), takes_over=takes_over)
    except AnswerRefused as refused:
        return shown_page(request, uuid, refusal=sentence(refused), status=CONFLICT)
    return HttpResponseRedirect(reverse("letters:letter", args=[uuid]) + "#answer")


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
def write(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Save the answer, or send it: as the button says. What was typed is shown again when neither can be done."""
    form, is_sent = AnswerForm(request.POST), request.POST.get("do") == "send"
    if not form.is_valid():
        return shown_page(request, uuid, form=form, status=422)
    act = send_answer if is_sent else save_answer
    try:
        act(asker=asker_of(request), thread=uuid, wording=form.wording(), now=timezone.now())
    except AnswerRefused as refused:
        return shown_page(request, uuid, form=form, refusal=sentence(refused), status=CONFLICT)
    return to_letter(uuid, "sent" if is_sent else "saved")


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
def use(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a suggestion into the draft, after what the form says; without a form, after the draft as it is."""
    form = AnswerForm(request.POST) if "text" in request.POST else None
    if form is not None and not form.is_valid():
        return shown_page(request, uuid, form=form, status=422)
    source, typed = request.POST.get("suggestion", ""), form.wording() if form else None
    try:
        use_suggestion(asker=asker_of(request), thread=uuid, source=source, now=timezone.now(), typed=typed)
    except AnswerRefused as refused:
        return shown_page(request, uuid, form=form, refusal=sentence(refused), status=CONFLICT)
    return HttpResponseRedirect(reverse("letters:letter", args=[uuid]) + "?done=used#answer")


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
def take_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back an answer that has not left yet."""
    try:
        take_answer_back(asker=asker_of(request), thread=uuid, now=timezone.now())
    except AnswerRefused as refused:
        return shown_page(request, uuid, refusal=sentence(refused), status=CONFLICT)
    return to_letter(uuid, "back")


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
def give(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the letter to another team."""
    form = HandOverForm(request.POST, version=version_of(request))
    if not form.is_valid():
        return shown_page(request, uuid, form=form, status=422)
    try:
        hand_over_letter(asker=asker_of(request), thread=uuid, **form.cleaned_data)
    except AnswerRefused as refused:
        return shown_page(request, uuid, form=form, refusal=sentence(refused), status=CONFLICT)
    return HttpResponseRedirect(reverse("letters:list") + "?done=handed-over")


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close a letter that needs no answer."""
    try:
        close_letter(asker=asker_of(request), thread=uuid, now=timezone.now())
    except AnswerRefused as refused:
        return shown_page(request, uuid, refusal=sentence(refused), status=CONFLICT)
    return HttpResponseRedirect(reverse("letters:list") + "?done=closed")
