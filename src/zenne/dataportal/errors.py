"""What can be wrong with what a steward asks; views turn the codes into words."""

from collections.abc import Mapping

from zenne.dataportal.rules import protection
from zenne.dataportal.rules.corrections import Place, SchemaFault
from zenne.dataportal.rules.descriptions import Fault
from zenne.dataportal.rules.profiles import ProfileFault


class NoSuchDataset(LookupError):
    """There is no data set of that name."""

    code = "no-such-dataset"


class NameTaken(ValueError):
    """There is a data set of that name already."""

    code = "name-taken"


class DescriptionRefused(ValueError):
    """A description cannot be kept as it is: what is wrong, by field."""

    code = "description-refused"

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        self.faults = faults
        super().__init__(f"{self.code}: {', '.join(faults)}")


class PolicyRefused(ValueError):
    """A policy makes no sense as it is: what is wrong, by its place."""

    code = "policy-refused"

    def __init__(self, faults: Mapping[protection.Place, protection.Fault]) -> None:
        self.faults = faults
        super().__init__(f"{self.code}: {faults}")


class ChangedMeanwhile(Exception):
    """Somebody else described the data set after this form was opened."""

    code = "changed-meanwhile"


class SchemaRefused(ValueError):
    """The columns of a table cannot be corrected in this way: what is wrong, by column and field."""

    code = "schema-refused"

    def __init__(self, faults: Mapping[Place, SchemaFault]) -> None:
        self.faults = faults
        super().__init__(f"{self.code}: {', '.join(f'{column}.{name}' for column, name in faults)}")


class SchemaIsDeclared(Exception):
    """The module that keeps the data set up to date says what its columns are."""

    code = "schema-is-declared"


class ProfileRefused(ValueError):
    """A profile, or a grant of one, cannot be as asked: what is wrong, by field."""

    code = "profile-refused"

    def __init__(self, faults: Mapping[str, ProfileFault]) -> None:
        self.faults = faults
        super().__init__(f"{self.code}: {', '.join(faults)}")


class NoSuchFeed(LookupError):
    """No table is fetched from this address."""

    code = "no-such-feed"


class OtherCall(ValueError):
    """A program gave two different calls the same name."""

    code = "other-call"
