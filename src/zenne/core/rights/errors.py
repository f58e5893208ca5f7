"""What can go wrong with the rights of people."""


class RightsError(Exception):
    """Something about the rights of people; ``code`` is stable."""

    code = "rights"


class NotOneself(RightsError):
    """Somebody asked for the data of another person as if it were their own."""

    code = "not-oneself"


class NotForOneself(RightsError):
    """Somebody who works with the data of others took their own for it."""

    code = "not-for-oneself"


class NoReason(RightsError, ValueError):
    """Data of somebody else was to be erased without saying why."""

    code = "no-reason"


class NoPerson(RightsError, ValueError):
    """A key that is no person's."""

    code = "no-person"


class ErasureIncomplete(RightsError):
    """Some expired rows could not be erased; ``labels`` names their models."""

    code = "erasure-incomplete"

    def __init__(self, labels: list[str]) -> None:
        self.labels = labels
        super().__init__(f"{self.code}: {', '.join(labels)}")


class LogNotWhole(RightsError):
    """The audit log was changed; the sentence names the first wrong row."""

    code = "log-not-whole"
