"""Why a message cannot be written: each class a stable code."""


class OutboxError(ValueError):
    """The message cannot be written as it is."""

    code = "outbox-error"


class WrongReceiver(OutboxError):
    """The receiver has no address of the right form."""

    code = "wrong-receiver"


class WrongTemplate(OutboxError):
    """The template of an e-mail has something that cannot be shown in both of its parts."""

    code = "wrong-template"
