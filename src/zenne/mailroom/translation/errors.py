"""Why a text was not translated."""


class NotTranslated(Exception):
    """``code`` is stable: ``no-model``, ``too-long``, ``busy``, ``too-slow`` or ``broken-model``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
