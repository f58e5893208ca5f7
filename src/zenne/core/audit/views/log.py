"""The audit log for those who watch over data."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zenne.core.access.public import asker_of, open_to
from zenne.core.audit.actions.read_log import RECORDS_A_PAGE, read_log
from zenne.core.audit.forms import LogForm
from zenne.core.audit.people import key_meant
from zenne.core.audit.permissions import READ_LOG
from zenne.core.audit.queries import LogFilter
from zenne.core.audit.words import named_actions


@open_to(READ_LOG)
def log_page(request: HttpRequest) -> HttpResponse:
    """Who used whose data: filters, the newest records that match, and a link to older ones."""
    form = LogForm(request.GET)
    context: dict[str, object] = {"form": form, "actions": named_actions()}
    if form.is_valid():
        records = read_log(asker=asker_of(request), wanted=wanted_by(form))
        context |= {"records": records[:RECORDS_A_PAGE]}
        if len(records) > RECORDS_A_PAGE:
            typed = {name: value for name, value in request.GET.items() if name != "before"}
            context["older"] = urlencode({**typed, "before": records[RECORDS_A_PAGE - 1].pk})
    return render(request, "audit/log.html", context, status=400 if form.errors else 200)


def wanted_by(form: LogForm) -> LogFilter:
    typed = form.cleaned_data
    last = typed["until"]
    return LogFilter(
        about=key_meant(typed["about"]),
        asker=key_meant(typed["asker"]),
        action=typed["action"],
        since=midnight(typed["since"]) if typed["since"] else None,
        until=midnight(last + timedelta(days=1)) if last else None,
        before=typed["before"],
    )


def midnight(day: date) -> datetime:
    """The beginning of a day where the city is."""
    return timezone.make_aware(datetime.combine(day, time()))
