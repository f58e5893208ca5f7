"""What an address of the queue names."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Path

from zenne.catalogue.public import Branch
from zenne.core.rest.public import Refused
from zenne.counters.queue.models import Ticket
from zenne.counters.queue.queries import current_branch, ticket_of

TicketId = Annotated[
    UUID,
    Path(description="What taking the ticket answered as `id`.", example="018f6c2e-7a35-7c3e-9d7c-2f1f4b6a0c11"),
]
BranchName = Annotated[str, Path(description="The name of the branch in addresses.", example="centre")]


def asked_branch(slug: str) -> Branch:
    """The branch. Raises Refused."""
    branch = current_branch(slug)
    if branch is None:
        raise Refused(status=404, code="unknown-branch", message=_("There is no branch with this name."), field="slug")
    return branch


def asked_ticket(slug: str, uuid: UUID) -> Ticket:
    """The ticket. Raises Refused."""
    ticket = ticket_of(asked_branch(slug), uuid)
    if ticket is None:
        message = _("There is no such ticket at this branch.")
        raise Refused(status=404, code="unknown-ticket", message=message, field="id")
    return ticket
