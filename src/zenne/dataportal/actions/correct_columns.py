"""Carry out a correction of columns that is written down: look at all rows again, publish."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zenne.core.access.public import Asker, internal
from zenne.core.audit.public import record
from zenne.dataportal.actions.process_load import fail
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.remaking import Remade, remake_version
from zenne.dataportal.models import Load, Table, Version
from zenne.dataportal.rules.corrections import Correction, faults_of, renamed_policy
from zenne.dataportal.search_sources import index_datasets
from zenne.dataportal.storage.loading import working_folder, writing
from zenne.dataportal.storage.publishing import publish


@internal
def correct_columns(*, asker: Asker, load: UUID) -> Version:
    """Publish a table as its corrected columns say it. A correction that was published is not made again.

    Rows of the quarantine that fit now come in, and rows that fit no more go there: none is lost. It may die at any
    point and be called again: readers see the version before.

    Raises:
        CannotLoad: no row would fit, or something else changed meanwhile; the load says why, and nothing else changed.
    """
    found = Load.objects.select_related("table__dataset", "version").get(pk=load)
    with writing(found.table), working_folder() as folder:
        found.refresh_from_db()
        if found.version is not None:
            return found.version
        Load.objects.filter(pk=load).update(state=Load.State.WRITING, problem="", details={})
        try:
            table = Table.objects.select_related("dataset").get(pk=found.table_id)
            current = version_to_correct(table, found.correction)
            remade = remake_version(table, current, found.correction, folder=folder)
            return publish_correction(found, remade, asker=asker)
        except CannotLoad as error:
            fail(found, error)
            raise


def version_to_correct(table: Table, correction: Correction) -> Version:
    """The version that readers see.

    Raises:
        CannotLoad: there is none, or its columns are not those that were corrected.
    """
    current = table.versions.select_related("schema").filter(ended_at=None).first()
    if current is None:
        raise CannotLoad("no-rows")
    if current.schema.number != correction.base:
        raise CannotLoad("schema-changed")
    return current


@transaction.atomic
def publish_correction(load: Load, remade: Remade, *, asker: Asker) -> Version:
    """Readers see the rows, the load says so, and it is written down: all at once."""
    now = timezone.now()
    version = publish_corrected(load.table_id, load.correction, remade, at=now)
    load.version = version
    load.state, load.ended_at = Load.State.PUBLISHED, now
    load.rows, load.quarantined = remade.taken, version.quarantined
    load.save(update_fields=["version", "state", "ended_at", "rows", "quarantined"])
    record(
        asker=asker,
        action="data.replay-quarantine",
        thing=f"{load.table.dataset.slug}/{load.table.name}"[:120],
        details={"version": version.number, "schema": version.schema.number, "rows": remade.taken},
    )
    index_datasets()
    return version


@transaction.atomic
def publish_corrected(table: int, correction: Correction, remade: Remade, *, at: datetime) -> Version:
    """The next version, with the policy of the table protecting renamed columns under their new names, too.

    Raises:
        CannotLoad: who may see the columns was changed meanwhile, so that the correction would leave some unprotected.
    """
    locked = Table.objects.select_for_update().get(pk=table)
    current = version_to_correct(locked, correction)
    if faults_of(current.schema.definition, correction, locked.policy):
        raise CannotLoad("rules-changed")
    policy = renamed_policy(locked.policy, correction.renamed)
    if policy != locked.policy:
        locked.policy = policy
        locked.save(update_fields=["policy"])
    return publish(locked, definition=correction.definition, manifest=remade.manifest, at=at)
