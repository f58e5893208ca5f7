"""What the outbox does by itself, beside deliveries."""

from django.utils.translation import gettext_lazy as _

from zenne.core.outbox.actions.take_up_waiting import take_up_waiting
from zenne.core.tasks.public import work


@work(title=_("Take up messages that nobody is about to deliver"))
def take_up_left() -> int:
    """Returns how many."""
    return take_up_waiting()
