"""Free times in the API."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from zenne.catalogue.public import branches, service_by_slug
from zenne.core.content.public import version_of
from zenne.core.rest.public import NOT_FOUND, PUBLIC, Refused
from zenne.counters.appointments.rest.schemas import FirstAnswer, SlotAnswer, SlotQuestion, SlotsAnswer, whole_minute
from zenne.counters.appointments.slots import FirstFree, Order, Slot, Wanted, search
from zenne.counters.appointments.tokens import Choice, slot_token
from zenne.counters.appointments.wording import sentence
from zenne.counters.capacity.models import VisitType

router = Router(tags=["appointments"])


@router.get(
    "/slots",
    **PUBLIC,
    response={200: SlotsAnswer, **NOT_FOUND},
    operation_id="listSlots",
    summary="Free times at all branches",
)
def list_slots(request: HttpRequest, question: Query[SlotQuestion]) -> SlotsAnswer:
    """The first times at which somebody can help, over all branches at once, and the first one of each branch."""
    version = version_of(request)
    visit_type = visit_type_of(question, version=version)
    known = {branch.slug for branch in branches(version)}
    if question.branch is not None and question.branch not in known:
        raise Refused(status=404, code="unknown-branch", message=_("There is no such branch."), field="branch")
    if question.people > visit_type.most_people:
        raise Refused(status=422, code="too-many-people", message=sentence("too-many-people"), field="people")
    if (question.sort == Order.NEAREST or question.within) and question.near is None:
        raise Refused(status=422, code="point-needed", message=_("Say near which point."), field="near")
    wanted = Wanted(
        visit_type,
        people=question.people,
        language=question.language or "",
        branches=(question.branch,) if question.branch else (),
        near=question.point(),
        within_metres=question.within,
        first_day=question.first_day,
        last_day=question.last_day,
        after=whole_minute(question.after),
        before=whole_minute(question.before),
        order=question.sort,
        limit=question.offset + question.limit + 1,
    )
    found = search(wanted, version=version, now=timezone.now())
    return SlotsAnswer(
        items=[slot_answer(slot, wanted) for slot in question.page(found.slots)],
        next=question.next_link(request, total=len(found.slots)),
        branches=[first_answer(each) for each in found.firsts],
    )


def visit_type_of(question: SlotQuestion, *, version: str) -> VisitType:
    service = service_by_slug(version, question.service)
    if service is None:
        raise Refused(status=404, code="unknown-service", message=_("There is no such service."), field="service")
    visits = {visit.step: visit for visit in service.visit_types.filter(retired_at=None, by_appointment=True)}
    whole = VisitType.Step.WHOLE
    found = visits.get(question.step) or (visits.get(VisitType.Step.APPLY) if question.step == whole else None)
    if found is None:
        raise Refused(status=404, code="not-by-appointment", message=sentence("not-by-appointment"), field="service")
    return found


def slot_answer(slot: Slot, wanted: Wanted) -> SlotAnswer:
    choice = Choice(wanted.visit_type.pk, slot.branch.pk, slot.step, wanted.people, wanted.language)
    return SlotAnswer(branch=slot.branch.slug, start=slot.starts_at, minutes=slot.minutes, token=slot_token(choice))


def first_answer(first: FirstFree) -> FirstAnswer:
    return FirstAnswer(
        branch=first.branch.slug,
        start=first.slot.starts_at if first.slot else None,
        metres=None if first.metres is None else round(first.metres),
    )
