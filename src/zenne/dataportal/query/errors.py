"""Why a question was not answered, though nothing is wrong with how it was asked."""


class NotAnswered(Exception):
    """The engine gave up."""

    code = "not-answered"


class TookTooLong(NotAnswered):
    """The time for one question was over."""

    code = "took-too-long"


class TooBusy(NotAnswered):
    """Other questions took all the time."""

    code = "too-busy"


class TooMuch(NotAnswered):
    """The question needs more memory than there is."""

    code = "too-much"


class OutOfReach(NotAnswered):
    """A file with rows is gone or cannot be read: something for those who run the installation."""

    code = "out-of-reach"


class NoSuchTable(Exception):
    """There is no such data set or table for this reader."""

    code = "unknown-table"
