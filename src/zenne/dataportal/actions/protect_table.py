"""Say who sees what of a table."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from pydantic import TypeAdapter

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.content.public import announce_change
from zenne.dataportal.errors import ChangedMeanwhile, PolicyRefused
from zenne.dataportal.models import Dataset, Table
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.queries import official_languages
from zenne.dataportal.rules.columns import Column
from zenne.dataportal.rules.policies import TablePolicy
from zenne.dataportal.rules.protection import Fault, Place, Protected, policy_faults
from zenne.dataportal.search_sources import index_datasets

POLICY = TypeAdapter(TablePolicy)


@needs(MANAGE_DATA)
@transaction.atomic
def protect_table(*, asker: Asker, table: Table, policy: TablePolicy, seen: str, at: datetime) -> bool:
    """Set the policy of a table, for all its versions, at once; whether anything differs.

    Args:
        seen: ``policy_stamp`` of the table as the form showed it.

    Raises:
        ChangedMeanwhile, PolicyRefused: nothing has changed then.
    """
    found = Table.objects.select_for_update(of=("self",)).select_related("dataset").get(pk=table.pk)
    if policy_stamp(found) != seen:
        raise ChangedMeanwhile(str(table))
    faults = faults_in(policy, found)
    if faults:
        raise PolicyRefused(faults)
    before, after = plain(found.policy), plain(policy)
    if before == after:
        return False
    found.policy, found.protected_at = policy, at
    found.save(update_fields=["policy", "protected_at"])
    Dataset.objects.filter(pk=found.dataset_id).update(changed_at=at)
    details: dict[str, Any] = {
        name: {"before": before[name], "after": after[name]} for name in after if before[name] != after[name]
    }
    record(
        asker=asker,
        action="data.protect",
        thing=f"table:{found.pk}",
        details={"table": f"{found.dataset.slug}/{found.name}", **details},
    )
    index_datasets()
    announce_change()
    return True


def faults_in(policy: TablePolicy, table: Table) -> dict[Place, Fault]:
    """What is wrong with a policy. What it says of columns that are nowhere any more may stay as it is."""
    faults = policy_faults(policy, protected(table))
    kept = {("columns", name) for name, each in policy.columns.items() if table.policy.columns.get(name) == each}
    return {place: fault for place, fault in faults.items() if fault is not Fault.NO_SUCH_COLUMN or place not in kept}


def protected(table: Table) -> Protected:
    """What a policy of this table is about."""
    return Protected(
        columns={name: column.type for name, column in columns_of(table).items()},
        need=table.dataset.need,
        reason_in=official_languages(),
        zone=ZoneInfo(settings.TIME_ZONE),
    )


def columns_of(table: Table) -> Mapping[str, Column]:
    """Every column that the table has or had, as its newest schema with it says; those of the newest schema first."""
    found: dict[str, Column] = {}
    for schema in table.schemas.order_by("-number"):
        for column in schema.definition.columns:
            found.setdefault(column.name, column)
    return found


def policy_stamp(table: Table) -> str:
    """Differs after each change of the policy."""
    return table.protected_at.isoformat() if table.protected_at else ""


def plain(policy: TablePolicy) -> dict[str, Any]:
    """A policy as JSON can carry it."""
    return dict(POLICY.dump_python(policy, mode="json"))
