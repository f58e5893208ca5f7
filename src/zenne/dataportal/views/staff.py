"""The data sets as those see them who look after them."""

from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.dataportal.actions.retire_dataset import retire_dataset
from zenne.dataportal.actions.stop_feed import stop_feed
from zenne.dataportal.errors import NoSuchDataset, NoSuchFeed
from zenne.dataportal.ingest.wording import note_text, problem_text, remarks_in
from zenne.dataportal.models import Dataset, Feed, Load, Table, Version
from zenne.dataportal.permissions import GRANT_PROFILES, MANAGE_DATA
from zenne.dataportal.queries import load_named, recent_loads, regular_feeds
from zenne.dataportal.rules.columns import Column, TableDefinition
from zenne.dataportal.rules.policies import OPEN
from zenne.dataportal.words.labels import LEVELS, PERIODS, STATES, WAYS

LOADS_SHOWN = 10
DONE = ("described", "retired", "bring-back", "fetched", "stopped")


@open_to(MANAGE_DATA)
@never_cache
def data_list(request: HttpRequest) -> HttpResponse:
    """All data sets, also those that are retired, and the files that were loaded last."""
    asker, current = asker_of(request), Version.objects.filter(ended_at=None).defer("manifest")
    tables = Table.objects.prefetch_related(Prefetch("versions", current, to_attr="current"))
    datasets = Dataset.objects.select_related("publisher").prefetch_related(Prefetch("tables", tables))
    context = {
        "datasets": [(each, LEVELS[each.need.level], each.need == OPEN) for each in datasets],
        "loads": [(load, STATES[load.state]) for load in recent_loads(asker=asker, most=LOADS_SHOWN)],
        "feeds": [(feed, PERIODS[feed.period], problem_of(feed)) for feed in regular_feeds(asker=asker)],
        "may_grant": asker.may(GRANT_PROFILES),
        "done": request.GET.get("done", "") if request.GET.get("done") in DONE else "",
    }
    return render(request, "dataportal/staff/list.html", context)


def problem_of(feed: Feed) -> str:
    """Why a table is not fetched, or why what was fetched last is not shown; empty when all is well."""
    if feed.problem:
        return problem_text(feed.problem, feed.details)
    if feed.load is not None and feed.load.state == Load.State.FAILED:
        return problem_text(feed.load.problem, feed.load.details)
    return ""


@open_to(MANAGE_DATA)
@posted_from("data:list")
def stop_fetching(request: HttpRequest, feed: int) -> HttpResponse:
    """Fetch a table no more."""
    try:
        stop_feed(asker=asker_of(request), feed=feed)
    except NoSuchFeed:
        raise Http404 from None
    return HttpResponseRedirect(f"{reverse('data:list')}?done=stopped")


@open_to(MANAGE_DATA)
@posted_from("data:facts", "slug")
def retire(request: HttpRequest, slug: str) -> HttpResponse:
    """Retire a data set, or bring it back."""
    is_retired = request.POST.get("do") == "retire"
    try:
        retire_dataset(asker=asker_of(request), slug=slug, is_retired=is_retired, at=timezone.now())
    except NoSuchDataset:
        raise Http404 from None
    return HttpResponseRedirect(f"{reverse('data:list')}?done={'retired' if is_retired else 'bring-back'}")


@open_to(MANAGE_DATA)
@never_cache
def load_page(request: HttpRequest, load: UUID) -> HttpResponse:
    """How far a file is on its way into its table. The page looks again by itself until it has ended."""
    found = load_named(asker=asker_of(request), load=load)
    if found is None:
        raise Http404
    is_over = found.state in {Load.State.PUBLISHED, Load.State.FAILED}
    context = {
        "load": found,
        "state": STATES[found.state],
        "way": WAYS[found.way],
        "is_over": is_over,
        "has_rows": found.table.versions.exists(),
        "percent": min(100, 100 * found.bytes_read // found.bytes) if found.bytes else 0,
        "problem": problem_text(found.problem, found.details) if found.state == Load.State.FAILED else "",
        "further": found.further.select_related("table") if is_over else (),
        "remarks": remarks_in(found.details) if found.state == Load.State.PUBLISHED else (),
        "columns": [(each, note_text(each.note)) for each in columns_of(found)],
    }
    return render(request, "dataportal/staff/load.html", context)


def columns_of(load: Load) -> tuple[Column, ...]:
    """What the columns of a load became."""
    definition: TableDefinition = load.version.schema.definition if load.version else TableDefinition(())
    return definition.columns
