"""What cannot be done with capacity."""


class ShiftRefused(Exception):
    """A shift that cannot be. ``code`` is stable: wrong-times, too-long, is-over, has-left, desk-is-gone,
    member-is-elsewhere, desk-is-taken, planned-meanwhile, is-booked, is-withdrawn."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
