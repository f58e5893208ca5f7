"""What cannot be done with capacity."""


class ShiftRefused(Exception):
    """A shift that cannot be. ``code`` is stable: wrong-times, too-long, member-is-elsewhere, desk-is-taken,
    planned-meanwhile."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
