"""A branch as the API gives it."""

from typing import Any

from zenne.catalogue.models import Branch
from zenne.catalogue.rest.pages import page_of
from zenne.catalogue.rest.reading import services_by_slug
from zenne.catalogue.rest.schemas import Address, BranchAnswer, BranchServiceAnswer, BranchSummary, Point
from zenne.core.rest.public import InLanguage


def summary_of(branch: Branch, question: InLanguage) -> BranchSummary:
    """A branch in a list."""
    return BranchSummary(**facts_of(branch, question))


def answer_of(branch: Branch, question: InLanguage, *, version: str) -> BranchAnswer:
    """Everything about a branch."""
    return BranchAnswer(
        **facts_of(branch, question),
        directions=question.texts(branch.directions),
        accessibility_note=question.texts(branch.accessibility_note),
        desks=branch.desks,
        services=services_of(branch, version=version),
    )


def facts_of(branch: Branch, question: InLanguage) -> dict[str, Any]:
    return {
        "slug": branch.slug,
        "kind": branch.kind,
        "name": question.texts(branch.name),
        "address": Address(
            street=question.texts(branch.street),
            number=branch.number,
            postcode=branch.postcode,
            locality=question.texts(branch.locality),
        ),
        "location": Point(latitude=branch.latitude, longitude=branch.longitude),
        "phone": branch.phone,
        "email": branch.email,
        "hours": branch.hours,
        "phone_hours": branch.phone_hours or branch.hours,
        "languages": branch.languages,
        "accessibility": branch.accessibility,
        "page": page_of("branches", branch.slug),
    }


def services_of(branch: Branch, *, version: str) -> list[BranchServiceAnswer]:
    """What a branch offers, most needed first."""
    return [
        BranchServiceAnswer(
            service=service.slug,
            hours=offering.hours or branch.hours,
            languages=offering.languages or branch.languages,
        )
        for service in services_by_slug(version).values()
        for offering in service.offerings.all()
        if offering.branch_id == branch.pk
    ]
