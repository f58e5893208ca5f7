"""Choosing where to work, in a demonstration: the address exists there only."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.counters.queue.actions.take_demo_place import take_demo_place
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.views.asked import asked_branch


@open_to(SERVE)
@posted_from("queue:counters")
def demo_place(request: HttpRequest) -> HttpResponse:
    """Work at the branch that was chosen."""
    branch = asked_branch(request.POST.get("branch", ""))
    member = take_demo_place(asker=asker_of(request), branch=branch)
    return HttpResponseRedirect(reverse("queue:counter", args=[member.branch.slug]))
