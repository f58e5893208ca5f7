"""Say what the columns of a table are."""

from zenne.core.access.public import Asker, needs
from zenne.dataportal.actions.replay_quarantine import replay_quarantine
from zenne.dataportal.models import Table
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.search_sources import index_datasets


@needs(MANAGE_DATA)
def define_table(*, asker: Asker, table: Table, definition: TableDefinition) -> bool:
    """Publish the table as the definition says it, if its columns differ; whether they do.

    Rows that fit the new definition come out of quarantine, rows that do not fit it any more go there. Who sees what
    stays: a column that can no longer be made coarser as its policy says is hidden from those whom that concerns.

    Raises:
        CannotLoad: nothing would fit the definition; nothing has changed then.
    """
    current = table.versions.filter(ended_at=None).select_related("schema").first()
    if current is None or current.schema.definition == definition:
        return False
    replay_quarantine(asker=asker, table=table, definition=definition)
    index_datasets()
    return True
