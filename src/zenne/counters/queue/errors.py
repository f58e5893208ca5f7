"""What cannot be done in the queue."""


class QueueRefused(Exception):
    """Something that the queue does not do. ``code`` is stable: the words for it stand in ``words.py``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
