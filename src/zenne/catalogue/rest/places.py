"""The nearest branches, and how branches compare, in the API."""

from datetime import timedelta
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from zenne.catalogue.comparison import BranchSummary as Compared
from zenne.catalogue.comparison import comparison
from zenne.catalogue.places import Nearest, NearPlace, nearest_branches
from zenne.catalogue.queries import service_names
from zenne.catalogue.rest.branch_answers import facts_of
from zenne.catalogue.rest.schemas import BranchSummary, Point, Slug
from zenne.catalogue.rest.suggesting import refuse_unknown
from zenne.catalogue.rules.addresses import KnownPlace
from zenne.catalogue.rules.areas import KnownArea
from zenne.catalogue.rules.parity import Gap, GapKind
from zenne.core.content.public import version_of
from zenne.core.rest.public import (
    NOT_FOUND,
    PUBLIC,
    REFUSED,
    InLanguage,
    NextLink,
    Paged,
    Refused,
    Suggestion,
    Texts,
    by_version,
)

router = Router(tags=["branches"])
Metres = Annotated[int, Field(description="As the crow flies, in metres.", examples=[350])]
HoursLong = Annotated[float, Field(description="In hours, of a normal week without days off.", examples=[38.5])]


class NearestQuestion(Paged, InLanguage):
    """From where, and for what."""

    street: str = Field(
        min_length=1,
        max_length=200,
        description="A street as somebody types it: in either language, abbreviated, mistyped, with a house number, a "
        "postcode and a place. A locality or a postcode alone is its whole area.",
        json_schema_extra={"example": "av. louise"},
    )
    service: str | None = Field(
        default=None,
        description="Slug of a service: only branches that offer it, with its own hours and languages.",
        json_schema_extra={"example": "passport"},
    )


class StreetAnswer(Schema):
    """A street of the city, or the area of a locality or postcode."""

    name: Texts
    postcode: str = Field(description="Empty where it is not known.", examples=["1050"])
    is_area: bool = Field(description="True: a locality or a postcode. Branches in it come first.")
    location: Point = Field(description="The middle of the street, or of the branches in the area.")
    label: str = Field(
        description="What finds exactly this street or area when it is given as `street`.",
        examples=["Avenue Louise - Louizalaan, 1050"],
    )


class NearBranch(BranchSummary):
    """A branch with its distance; with a `service`, hours and languages are those of the service there."""

    metres: Metres


class NearestAnswer(Schema):
    """The branches near a street, the nearest first."""

    street: StreetAnswer
    is_ambiguous: bool = Field(description="True: the alternatives fit what was typed just as well.")
    alternatives: list[StreetAnswer] = Field(description="Other streets that may be meant; often empty.")
    items: list[NearBranch]
    next: NextLink


class ParityGap(Schema):
    """Something that a branch lacks."""

    service: Slug
    kind: GapKind = Field(
        description="`service`: it is not offered there. `late_hours`: only in working hours, though another branch "
        "offers it in the evening or on Saturday. `languages`: not in some languages of the city or of the branch, "
        "though another branch offers it in them."
    )
    languages: list[str] = Field(description="The languages that are missing (ISO 639-1).", examples=[["en", "de"]])
    go_to: str | None = Field(description="Slug of the nearest branch without this gap.", examples=["laeken"])
    metres: Metres | None


class ParityItem(Schema):
    """How near a branch comes to a full city hall."""

    branch: Slug
    name: Texts
    coverage: float = Field(
        ge=0,
        le=1,
        description="Of all visits that residents make to counters in the city, the share that this branch can serve; "
        "each service counts as often as it is needed.",
        examples=[0.84],
    )
    language_coverage: float = Field(
        ge=0,
        le=1,
        description="Of these visits, the share that it can serve in the languages of the city; each language in which "
        "the service is offered anywhere counts the same.",
        examples=[0.75],
    )
    services: int = Field(description="How many counter services it offers.", examples=[55])
    languages: int = Field(description="How many languages are spoken there.", examples=[8])
    open_hours: HoursLong
    evening_hours: HoursLong = Field(description="After 18:00, Monday to Friday, in hours of a normal week.")
    saturday_hours: HoursLong
    gaps: list[ParityGap]


class ParityAnswer(Schema):
    """The branches compared."""

    services: int = Field(description="How many counter services the city has.", examples=[71])
    items: list[ParityItem]
    next: NextLink


class ParityQuestion(Paged, InLanguage):
    """Which part of the list is wanted, in which languages."""


@router.get(
    "/branches/nearest",
    **PUBLIC,
    response={200: NearestAnswer, **NOT_FOUND},
    operation_id="listNearestBranches",
    summary="The branches nearest to a street",
)
@decorate_view(by_version)
def list_nearest(request: HttpRequest, question: Query[NearestQuestion]) -> NearestAnswer:
    """From near to far, measured from the middle of the street as the crow flies.

    For a locality or a postcode the branches in it come first. Where several streets fit equally well the first is
    taken and the others are named as `alternatives`.
    """
    version = version_of(request)
    if question.service is not None and question.service not in service_names(version):
        refuse_unknown(kind="service", slug=question.service, language=question.reader_language)
    found = nearest_branches(street=question.street, service=question.service, version=version)
    is_ambiguous, alternatives = found.is_ambiguous, found.alternatives
    if is_ambiguous:
        first, *others = alternatives
        found = nearest_branches(street=first.label, service=question.service, version=version)
        alternatives = tuple(others)
    if found.street is None:
        raise unknown_street(found)
    return NearestAnswer(
        street=street_answer(found.street, question),
        is_ambiguous=is_ambiguous,
        alternatives=[street_answer(other, question) for other in alternatives],
        items=[near_branch(near, question) for near in question.page(found.places)],
        next=question.next_link(request, total=len(found.places)),
    )


def unknown_street(found: Nearest) -> Refused:
    return Refused(
        status=404,
        code="unknown-street",
        message=_("This city has no street, locality or postcode like this."),
        field="street",
        suggestions=[Suggestion(key=street.label, name=street.both_names) for street in found.alternatives],
    )


def street_answer(street: KnownPlace, question: InLanguage) -> StreetAnswer:
    return StreetAnswer(
        name=question.texts(street.name),
        postcode=street.postcode,
        is_area=isinstance(street, KnownArea),
        location=Point(latitude=street.latitude, longitude=street.longitude),
        label=street.label,
    )


def near_branch(near: NearPlace, question: InLanguage) -> NearBranch:
    own = {"hours": near.place.hours, "languages": list(near.place.languages)}
    return NearBranch(**(facts_of(near.place.branch, question) | own), metres=round(near.metres))


@router.get(
    "/parity",
    **PUBLIC,
    response={200: ParityAnswer, **REFUSED},
    operation_id="compareBranches",
    summary="How near each branch comes to a full city hall",
)
def compare_branches(request: HttpRequest, question: Query[ParityQuestion]) -> ParityAnswer:
    """One figure per branch with what stands beside it, and each gap with where to go instead."""
    found = comparison(version_of(request), timezone.localdate())
    return ParityAnswer(
        services=len(found.rows),
        items=[parity_item(summary, question) for summary in question.page(found.summaries)],
        next=question.next_link(request, total=len(found.summaries)),
    )


def parity_item(summary: Compared, question: InLanguage) -> ParityItem:
    figure = summary.figure
    return ParityItem(
        branch=figure.branch,
        name=question.texts(summary.branch.name),
        coverage=rounded_down(figure.coverage),
        language_coverage=rounded_down(figure.language_coverage),
        services=figure.services,
        languages=figure.languages,
        open_hours=in_hours(figure.hours.total),
        evening_hours=in_hours(figure.hours.evening),
        saturday_hours=in_hours(figure.hours.saturday),
        gaps=[gap_answer(each.gap) for each in (*summary.missing, *summary.never_late, *summary.fewer_languages)],
    )


def rounded_down(share: float) -> float:
    """Only all of it is 1."""
    return int(share * 10_000 + 1e-9) / 10_000


def gap_answer(gap: Gap) -> ParityGap:
    metres = None if gap.metres is None else round(gap.metres)
    return ParityGap(service=gap.service, kind=gap.kind, languages=list(gap.languages), go_to=gap.go_to, metres=metres)


def in_hours(length: timedelta) -> float:
    return round(length / timedelta(hours=1), 2)
