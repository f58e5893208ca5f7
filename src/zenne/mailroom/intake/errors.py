"""What goes wrong when letters come."""


class IntakeError(Exception):
    """``code`` is stable; pages and the API turn it into words."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class MailboxFailed(IntakeError):
    """A mailbox could not be read now. What is in it stays there."""


class LetterRefused(IntakeError):
    """A form was filled in so that no letter can be made of it."""
