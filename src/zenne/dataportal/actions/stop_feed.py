"""Stop fetching a table from its address. Its rows stay."""

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.dataportal.errors import NoSuchFeed
from zenne.dataportal.models import Feed
from zenne.dataportal.permissions import MANAGE_DATA


@needs(MANAGE_DATA)
@transaction.atomic
def stop_feed(*, asker: Asker, feed: int) -> None:
    """Forget the address.

    Raises:
        NoSuchFeed: it is not there, perhaps not any more.
    """
    found = Feed.objects.select_related("table__dataset").filter(pk=feed).first()
    if found is None:
        raise NoSuchFeed(feed)
    record(
        asker=asker,
        action="data.stop-fetching",
        thing=f"dataset:{found.table.dataset.slug}",
        details={"table": found.table.name, "url": found.url},
    )
    found.delete()
