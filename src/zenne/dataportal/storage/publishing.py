"""How readers come to see new rows: all at once, in one transaction, after the files are whole."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from zenne.dataportal.models import Dataset, Schema, Table, Version
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.manifests import Manifest


@transaction.atomic
def publish(table: Table, *, definition: TableDefinition, manifest: Manifest, at: datetime) -> Version:
    """Let readers see these rows from ``at`` on; the version before ends at that moment and stays for ``asOf``.

    The files of the manifest must be whole and on disk: whatever dies before the transaction ends leaves readers with
    the version before.
    """
    Table.objects.select_for_update().get(pk=table.pk)
    table.versions.filter(ended_at=None).update(ended_at=at)
    version = Version.objects.create(
        table=table,
        number=1 + (table.versions.aggregate(last=Max("number"))["last"] or 0),
        schema=schema_with(table, definition, at=at),
        manifest=manifest,
        rows=sum(part.rows for part in manifest.parts),
        quarantined=manifest.quarantine.rows if manifest.quarantine else 0,
        published_at=at,
    )
    Dataset.objects.filter(pk=table.dataset_id).update(changed_at=at)
    return version


def schema_with(table: Table, definition: TableDefinition, *, at: datetime) -> Schema:
    """The table's newest schema if it says the same, or a next one."""
    newest = table.schemas.order_by("-number").first()
    if newest is not None and newest.definition == definition:
        return newest
    number = newest.number + 1 if newest else 1
    return Schema.objects.create(table=table, number=number, definition=definition, made_at=at)
