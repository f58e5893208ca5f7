"""The data portal: for the modules above."""

from zenne.dataportal.actions.declare_dataset import declare_dataset
from zenne.dataportal.facts.declared import DeclaredColumn, DeclaredDataset, DeclaredTable
from zenne.dataportal.facts.tasks import refresh_soon
from zenne.dataportal.permissions import GRANT_PROFILES, MANAGE_DATA, READ_OFFICIAL, READ_PARTNER
from zenne.dataportal.queries import public_datasets
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import (
    Coarsening,
    Coarser,
    ColumnPolicy,
    Level,
    MandatoryFilter,
    Need,
    RowRule,
    TablePolicy,
)
from zenne.dataportal.rules.small_counts import SMALLEST_COUNT, about, hidden, is_over, parts, share, shown
from zenne.dataportal.use.counting import begin_counting

__all__ = [
    "GRANT_PROFILES",
    "MANAGE_DATA",
    "READ_OFFICIAL",
    "READ_PARTNER",
    "SMALLEST_COUNT",
    "Coarsening",
    "Coarser",
    "ColumnPolicy",
    "ColumnType",
    "DeclaredColumn",
    "DeclaredDataset",
    "DeclaredTable",
    "Level",
    "MandatoryFilter",
    "Need",
    "RowRule",
    "TablePolicy",
    "about",
    "begin_counting",
    "declare_dataset",
    "hidden",
    "is_over",
    "parts",
    "public_datasets",
    "reader_of",
    "refresh_soon",
    "share",
    "shown",
]
