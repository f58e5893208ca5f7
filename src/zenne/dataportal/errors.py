"""What can be wrong with what a steward asks; views turn the codes into words."""

from collections.abc import Mapping

from zenne.dataportal.rules.descriptions import Fault


class NoSuchDataset(LookupError):
    """There is no data set of that name."""

    code = "no-such-dataset"


class DescriptionRefused(ValueError):
    """A description cannot be kept as it is: what is wrong, by field."""

    code = "description-refused"

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        self.faults = faults
        super().__init__(f"{self.code}: {', '.join(faults)}")


class ChangedMeanwhile(Exception):
    """Somebody else described the data set after this form was opened."""

    code = "changed-meanwhile"


class NoSuchFeed(LookupError):
    """No table is fetched from this address."""

    code = "no-such-feed"


class OtherCall(ValueError):
    """A program gave two different calls the same name."""

    code = "other-call"
