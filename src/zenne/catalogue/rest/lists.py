"""The short lists of the city in the API: life events, topics, departments."""

from collections.abc import Sequence

from django.http import HttpRequest
from ninja import Query, Router
from ninja.decorators import decorate_view

from zenne.catalogue.models import LifeEvent, Topic
from zenne.catalogue.queries import life_events, organisations, topics
from zenne.catalogue.rest.pages import page_of
from zenne.catalogue.rest.schemas import DepartmentItem, DepartmentList, NamedItem, NamedList
from zenne.core.content.public import version_of
from zenne.core.rest.public import PUBLIC, REFUSED, InLanguage, Paged, by_version

router = Router(tags=["the city"])


class ListQuestion(Paged, InLanguage):
    """Which part of a list is wanted, in which languages."""


@router.get(
    "/life-events",
    **PUBLIC,
    response={200: NamedList, **REFUSED},
    operation_id="listLifeEvents",
    summary="All life events",
)
@decorate_view(by_version)
def list_life_events(request: HttpRequest, question: Query[ListQuestion]) -> NamedList:
    """What happens in a life or a business and brings people to the city, in the order of the home page."""
    return named(request, question, kind="life-events", found=life_events(version_of(request)))


@router.get(
    "/topics",
    **PUBLIC,
    response={200: NamedList, **REFUSED},
    operation_id="listTopics",
    summary="All topics",
)
@decorate_view(by_version)
def list_topics(request: HttpRequest, question: Query[ListQuestion]) -> NamedList:
    """The thematic areas of services; each service has exactly one."""
    return named(request, question, kind="topics", found=topics(version_of(request)))


def named(request: HttpRequest, question: ListQuestion, *, kind: str, found: Sequence[LifeEvent | Topic]) -> NamedList:
    items = [
        NamedItem(
            key=each.key,
            name=question.texts(each.name),
            icon=each.icon,
            page=page_of(kind, each.key),
        )
        for each in question.page(found)
    ]
    return NamedList(items=items, next=question.next_link(request, total=len(found)))


@router.get(
    "/departments",
    **PUBLIC,
    response={200: DepartmentList, **REFUSED},
    operation_id="listDepartments",
    summary="All departments",
)
@decorate_view(by_version)
def list_departments(request: HttpRequest, question: Query[ListQuestion]) -> DepartmentList:
    """The authorities and teams that own services, with how to reach them."""
    found = organisations(version_of(request))
    items = [
        DepartmentItem(key=each.key, name=question.texts(each.name), phone=each.phone, email=each.email)
        for each in question.page(found)
    ]
    return DepartmentList(items=items, next=question.next_link(request, total=len(found)))
