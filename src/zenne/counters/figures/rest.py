"""The figures in the API."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from zenne.catalogue.public import service_by_slug
from zenne.core.content.public import version_of
from zenne.core.rest.public import NOT_FOUND, PUBLIC, NextLink, Paged, Refused
from zenne.counters.figures.branch_parity import BranchLive, branches_live

router = Router(tags=["figures"])
HOUR: Final = timedelta(hours=1)


class BranchesQuestion(Paged):
    """Which part of the list is wanted, and for which service."""

    service: str | None = Field(
        default=None,
        description="One service; left out: everything that people come for.",
        json_schema_extra={"example": "passport"},
    )


class BranchNow(Schema):
    """A branch as it is now."""

    branch: str = Field(description="The branch.", examples=["centre"])
    is_open: bool = Field(description="Whether it is open.")
    free_days: int | None = Field(
        description="After how many days there is a free time for an appointment; over everything, half of what people "
        "come for can be booked then. Nothing: not known, or nothing free in the next three months.",
        examples=[3],
    )
    p50: int | None = Field(description="Half of those who come now are called within so many minutes.", examples=[12])
    p90: int | None = Field(description="Nine of ten are called within so many minutes.", examples=[20])
    waiting: int = Field(description="How many people wait.", examples=[14])
    desks_open: int = Field(description="How many desks call people.", examples=[6])
    languages: list[str] = Field(description="Spoken by those who are there today.", examples=[["nl", "fr", "en"]])
    evening_hours: float = Field(description="Hours open after 18:00 in a normal week.", examples=[1.0])


class BranchesNow(Schema):
    """All branches."""

    items: list[BranchNow] = Field(description="In the order of the city.")
    next: NextLink = None


@router.get(
    "/branch-parity",
    **PUBLIC,
    response={200: BranchesNow, **NOT_FOUND},
    operation_id="getBranchParity",
    summary="The branches as they are now",
)
def get_branch_parity(request: HttpRequest, response: HttpResponse, question: Query[BranchesQuestion]) -> BranchesNow:
    """How soon each branch has a free appointment, how long people wait, and which languages are spoken today."""
    version, service = version_of(request), question.service
    found = service_by_slug(version, service) if service and service.isprintable() else None
    if service and found is None:
        raise Refused(status=404, code="unknown-service", message=_("There is no such service."), field="service")
    response["Cache-Control"] = "public, max-age=60"
    live = branches_live(version=version, at=timezone.now(), service=found)
    return BranchesNow(
        items=[answer_of(each) for each in question.page(live)], next=question.next_link(request, total=len(live))
    )


def answer_of(live: BranchLive) -> BranchNow:
    return BranchNow(
        branch=live.branch.slug,
        is_open=live.is_open,
        free_days=live.free_days,
        p50=live.told.p50 if live.told else None,
        p90=live.told.p90 if live.told else None,
        waiting=live.waiting,
        desks_open=live.desks_open,
        languages=list(live.languages),
        evening_hours=live.evening / HOUR,
    )
