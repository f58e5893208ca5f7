"""Why another computer was not reached. ``code`` is stable."""


class NotConnected(Exception):
    """No connection was made, and nothing was sent."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(code)


class Unreachable(NotConnected):
    """There is no such computer, or it does not answer: it may later."""


class Forbidden(NotConnected):
    """This address must not be called."""
