"""What an address of the queue names."""

from django.http import Http404

from zenne.catalogue.public import Branch
from zenne.counters.queue.queries import current_branch


def asked_branch(slug: str) -> Branch:
    """The branch with this slug. Raises Http404."""
    branch = current_branch(slug)
    if branch is None:
        raise Http404
    return branch
