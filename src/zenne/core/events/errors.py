"""What can be wrong with a fact or its announcement."""


class EventError(Exception):
    """A mistake of the programmer with facts; ``code`` is stable."""

    code = "event"


class WrongFact(EventError, TypeError):
    """A class that cannot be a fact."""

    code = "wrong-fact"


class UndeclaredFact(EventError, TypeError):
    """Something was announced or subscribed to that was never declared with ``@fact``."""

    code = "undeclared-fact"


class OutsideTransaction(EventError, RuntimeError):
    """A fact was announced where no transaction holds it."""

    code = "outside-transaction"
