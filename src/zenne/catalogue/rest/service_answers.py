"""A service as the API gives it."""

from typing import Any

from zenne.catalogue.models import PublicService
from zenne.catalogue.queries import city
from zenne.catalogue.rest.pages import page_of
from zenne.catalogue.rest.reading import branches_by_pk, life_event_keys
from zenne.catalogue.rest.schemas import (
    Money,
    ServiceAnswer,
    ServiceChannel,
    ServiceCost,
    ServiceLaw,
    ServicePart,
    ServicePlaceAnswer,
    ServiceSummary,
)
from zenne.catalogue.rules.parts import Channel, Cost, Output, Requirement
from zenne.core.rest.public import InLanguage


def summary_of(service: PublicService, question: InLanguage) -> ServiceSummary:
    """A service in a list. No query when its life events were read before."""
    return ServiceSummary(channels=[channel.kind for channel in service.channels], **facts_of(service, question))


def answer_of(service: PublicService, question: InLanguage, *, version: str) -> ServiceAnswer:
    """Everything about a service. No query when its life events and offerings were read before."""
    here = city(version)
    return ServiceAnswer(
        **facts_of(service, question),
        description=question.texts(service.description),
        channels=[channel_answer(channel, question) for channel in service.channels],
        requirements=[part_answer(part, question) for part in service.requirements],
        costs=[cost_answer(cost, question) for cost in service.costs],
        fees_are_examples=here is not None and here.fees_are_examples,
        processing_time=service.processing_time or None,
        processing_note=question.texts(service.processing_note),
        outputs=[part_answer(part, question) for part in service.outputs],
        legal_basis=[
            ServiceLaw(key=law.key, title=question.texts(law.title), url=law.url or None) for law in service.legal_basis
        ],
        related=service.related,
        branches=places_of(service, version=version),
    )


def facts_of(service: PublicService, question: InLanguage) -> dict[str, Any]:
    return {
        "slug": service.slug,
        "name": question.texts(service.name),
        "summary": question.texts(service.summary),
        "topic": service.topic.key,
        "life_events": life_event_keys(service),
        "department": service.organisation.key,
        "audience": service.audience,
        "page": page_of("services", service.slug),
    }


def channel_answer(channel: Channel, question: InLanguage) -> ServiceChannel:
    return ServiceChannel(
        kind=channel.kind,
        note=question.texts(channel.note),
        url=channel.url or None,
        appointment=channel.appointment,
        minutes=channel.minutes,
        hours=channel.hours or None,
    )


def part_answer(part: Requirement | Output, question: InLanguage) -> ServicePart:
    return ServicePart(key=part.key, text=question.texts(part.text))


def cost_answer(cost: Cost, question: InLanguage) -> ServiceCost:
    price = Money(amount=f"{cost.amount:.2f}", currency="EUR")
    return ServiceCost(key=cost.key, text=question.texts(cost.text), price=price)


def places_of(service: PublicService, *, version: str) -> list[ServicePlaceAnswer]:
    """The current branches that offer a service, in the order of branches."""
    offerings = {offering.branch_id: offering for offering in service.offerings.all()}
    return [
        ServicePlaceAnswer(
            branch=branch.slug,
            hours=offerings[pk].hours or branch.hours,
            languages=offerings[pk].languages or branch.languages,
        )
        for pk, branch in branches_by_pk(version).items()
        if pk in offerings
    ]
