"""Fetch the file of a load from its address."""

import time
from uuid import UUID

from zenne.core.access.public import internal, records_nothing
from zenne.dataportal.actions.process_load import SECONDS_BETWEEN_NOTES, fail
from zenne.dataportal.ingest.fetching import fetch, name_of
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.models import Load
from zenne.dataportal.storage.folders import loads_folder
from zenne.dataportal.storage.received import file_name


@internal
@records_nothing(because="the load that it makes is recorded")
def fetch_load(*, load: UUID) -> None:
    """Fetch the file of a load that has an address and no file yet.

    Raises:
        CannotLoad: it did not come; the load says why.
    """
    found = Load.objects.get(pk=load)
    if not found.url or found.file:
        return
    path = loads_folder() / file_name(found.pk, name_of(found.url))
    # What a worker that died has left.
    path.unlink(missing_ok=True)
    Load.objects.filter(pk=load).update(state=Load.State.FETCHING)
    try:
        fetched = fetch(found.url, path, progress=Counter(found))
    except CannotLoad as error:
        fail(found, error)
        raise
    if fetched is not None:
        Load.objects.filter(pk=load).update(
            file=path.name, url=fetched.url[:2000], name=fetched.name, bytes=fetched.bytes, bytes_read=0,
            sha256=fetched.sha256,
        )  # fmt: skip


class Counter:
    """Writes into the load how much has come, a few times a second at most."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.next = 0.0

    def __call__(self, read: int, whole: int) -> None:
        if time.monotonic() >= self.next:
            Load.objects.filter(pk=self.load.pk).update(bytes_read=read, bytes=whole)
            self.next = time.monotonic() + SECONDS_BETWEEN_NOTES
