"""Say what the columns of a table are, and who sees them."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.dataportal.actions.replay_quarantine import replay_quarantine
from zenne.dataportal.models import Dataset, Table
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.policies import TablePolicy
from zenne.dataportal.search_sources import index_datasets


@needs(MANAGE_DATA)
def define_table(*, asker: Asker, table: Table, definition: TableDefinition, policy: TablePolicy, at: datetime) -> bool:
    """Protect the table as the policy says; then, if the columns differ, publish it as the definition says.

    What becomes protected is protected at once, in old versions too. Rows that fit the new definition come out of
    quarantine, rows that do not fit it any more go there. Returns whether anything differs.

    Raises:
        CannotLoad: nothing would fit the definition; the policy is in force nevertheless.
    """
    is_protected_anew = bool(policy != table.policy)
    if is_protected_anew:
        protect(asker=asker, table=table, policy=policy, at=at)
    current = table.versions.filter(ended_at=None).select_related("schema").first()
    if current is None or current.schema.definition == definition:
        return is_protected_anew
    replay_quarantine(asker=asker, table=table, definition=definition)
    index_datasets()
    return True


@transaction.atomic
def protect(*, asker: Asker, table: Table, policy: TablePolicy, at: datetime) -> None:
    """Put a policy in force, and write down who sees which column now."""
    table.policy = policy
    table.save(update_fields=["policy"])
    Dataset.objects.filter(pk=table.dataset_id).update(changed_at=at)
    levels = {name: each.need.level.value for name, each in policy.columns.items()}
    details = {"table": table.name, "columns": levels}
    record(asker=asker, action="data.protect", thing=f"dataset:{table.dataset.slug}", details=details)
    index_datasets()
