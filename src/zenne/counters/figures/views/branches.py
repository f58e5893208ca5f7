"""The branches as they are now, and one of them through a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from zenne.catalogue.public import PublicService, service_by_slug
from zenne.core.content.public import kept_page, version_of
from zenne.counters.figures.branch_parity import BranchLive, booked_visit, branches_live
from zenne.counters.figures.branch_services import offered_services, services_live
from zenne.counters.figures.breathing import breathing, days_to_choose
from zenne.counters.figures.shapes import HEIGHT, SMALL_HEIGHT, SMALL_WIDTH, WIDTH, BranchTrend, branch_trend

SIZES = {"width": WIDTH, "height": HEIGHT, "small_width": SMALL_WIDTH, "small_height": SMALL_HEIGHT}
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """A branch with its small pictures."""

    live: BranchLive
    trend: BranchTrend


@kept_page
def branches_page(request: HttpRequest) -> HttpResponse:
    """Every branch, over everything that people come for, or for the service that was chosen."""
    version, now = version_of(request), timezone.now()
    service = asked_service(request, version=version)
    found = branches_live(version=version, at=now, service=service)
    context = {
        "found": [Shown(live, branch_trend(live.trend)) for live in found],
        "service": service,
        "by_appointment": service is None or booked_visit(service) is not None,
        "options": offered_services(version, translation.get_language() or "en"),
        "now": now,
        **SIZES,
    }
    return kept_for_a_minute(render(request, "figures/branches.html", context), now)


@kept_page
def branch_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One branch: each service, four weeks, and the room through a day. Raises Http404."""
    version, now = version_of(request), timezone.now()
    live = next((each for each in branches_live(version=version, at=now) if each.branch.slug == slug), None)
    if live is None:
        raise Http404
    days = days_to_choose(live.branch, at=now)
    day = asked_day(request, days)
    context: dict[str, Any] = {
        "live": live,
        "trend": branch_trend(live.trend),
        "services": services_live(live, version=version, at=now),
        "days": days,
        "day": day,
        "breath": breathing(live.branch, day, at=now) if day else None,
        "now": now,
        **SIZES,
    }
    return kept_for_a_minute(render(request, "figures/branch.html", context), now)


def asked_service(request: HttpRequest, *, version: str) -> PublicService | None:
    """The service that was chosen; none: all. Raises Http404 for one that does not exist."""
    slug = request.GET.get("service", "").strip()
    if not slug:
        return None
    found = service_by_slug(version, slug) if slug.isprintable() else None
    if found is None:
        raise Http404
    return found


def asked_day(request: HttpRequest, days: list[date]) -> date | None:
    """The day that was chosen; else the last one of which there is a picture. Raises Http404."""
    written = request.GET.get("day", "")
    if not written:
        return days[0] if days else None
    found = next((day for day in days if day.isoformat() == written), None)
    if found is None:
        raise Http404
    return found


def kept_for_a_minute(response: HttpResponse, now: datetime) -> HttpResponse:
    """A page that is true until the next minute begins."""
    response.valid_until = now.replace(second=0, microsecond=0) + MINUTE  # type: ignore[attr-defined]
    return response
