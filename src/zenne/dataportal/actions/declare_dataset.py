"""Declare a data set of what a module measures."""

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.public import schedule
from zenne.dataportal.facts.declared import DeclaredDataset, keep
from zenne.dataportal.facts.tasks import refresh


@internal
@records_nothing(because="it follows from the program")
def declare_dataset(dataset: DeclaredDataset) -> None:
    """Let a module's facts be a data set of the portal, kept up to date by itself; called in ``AppConfig.ready()``.

    Raises:
        DatasetTaken: another module declares one of the same name.
    """
    keep(dataset)
    schedule(
        f"data.refresh-{dataset.slug}",
        refresh,
        dataset.timetable,
        arguments={"dataset": dataset.slug},
        about=dataset.title,
    )
