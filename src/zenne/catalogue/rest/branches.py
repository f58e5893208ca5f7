"""Branches in the API."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from ninja.decorators import decorate_view

from zenne.catalogue.models import Branch
from zenne.catalogue.opening import state_at
from zenne.catalogue.rest.branch_answers import answer_of, summary_of
from zenne.catalogue.rest.reading import branches_by_slug
from zenne.catalogue.rest.schemas import BranchAnswer, BranchList, OpenAnswer
from zenne.catalogue.rest.suggesting import refuse_unknown
from zenne.core.calendar.public import CalendarError, Moment, working_calendar
from zenne.core.content.public import version_of
from zenne.core.rest.public import NOT_FOUND, PUBLIC, REFUSED, InLanguage, Paged, Refused, by_version

router = Router(tags=["branches"])
Slug = Annotated[str, Path(description="The name of the branch in addresses.", example="centre")]


class BranchesQuestion(Paged, InLanguage):
    """Which branches are wanted."""


@router.get(
    "/branches",
    **PUBLIC,
    response={200: BranchList, **REFUSED},
    operation_id="listBranches",
    summary="All branches",
)
@decorate_view(by_version)
def list_branches(request: HttpRequest, question: Query[BranchesQuestion]) -> BranchList:
    """The places where the city receives people, administrative centres first."""
    found = list(branches_by_slug(version_of(request)).values())
    return BranchList(
        items=[summary_of(branch, question) for branch in question.page(found)],
        next=question.next_link(request, total=len(found)),
    )


@router.get(
    "/branches/{slug}",
    **PUBLIC,
    response={200: BranchAnswer, **NOT_FOUND},
    operation_id="getBranch",
    summary="Everything about one branch",
)
@decorate_view(by_version)
def get_branch(request: HttpRequest, slug: Slug, question: Query[InLanguage]) -> BranchAnswer:
    """Where it is, when it is open, which languages are spoken, how accessible it is, and which services it offers."""
    version = version_of(request)
    branch = known_branch(slug, version=version, language=question.reader_language)
    return answer_of(branch, question, version=version)


@router.get(
    "/branches/{slug}/open",
    **PUBLIC,
    response={200: OpenAnswer, **NOT_FOUND},
    operation_id="isBranchOpen",
    summary="Is a branch open?",
)
def is_branch_open(
    request: HttpRequest,
    slug: Slug,
    at: Annotated[
        Moment | None,
        Query(
            description="A date and time (ISO 8601); now when left out. Without an offset it is taken on the clock of "
            "the city.",
            example="2026-12-22T14:30:00+01:00",
        ),
    ] = None,
) -> OpenAnswer:
    """Whether a branch is open at a moment, and when that changes: it knows public holidays and closing days."""
    version = version_of(request)
    branch = known_branch(slug, version=version, language=InLanguage().reader_language)
    try:
        is_open, next_change = state_at(branch.hours, moment_of(at, version=version), version=version)
    except (CalendarError, OverflowError):
        message = _("This moment is too far away. Choose one between the years 1900 and 2100.")
        raise Refused(status=422, code="outside-years", message=message, field="at") from None
    return OpenAnswer(open=is_open, next_change=next_change)


def moment_of(at: datetime | None, *, version: str) -> datetime:
    """``at`` on the clock of the city; now when there is none. Raises OverflowError."""
    time_zone = working_calendar(version).time_zone
    moment = at or timezone.now()
    return moment.replace(tzinfo=time_zone) if moment.utcoffset() is None else moment.astimezone(time_zone)


def known_branch(slug: str, *, version: str, language: str) -> Branch:
    """The branch with this slug. Raises Refused."""
    branch = branches_by_slug(version).get(slug)
    if branch is None:
        refuse_unknown(kind="branch", slug=slug, language=language)
    return branch
