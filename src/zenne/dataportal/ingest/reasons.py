"""Why a row does not fit, and why a file cannot be loaded. The codes are stable; ``wording.py`` has the sentences."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a row is in quarantine."""

    TOO_FEW = "too-few-values"
    TOO_MANY = "too-many-values"
    BROKEN_QUOTES = "broken-quotes"
    BAD_BYTES = "unreadable-bytes"
    TOO_LONG = "line-too-long"
    WRONG_TYPE = "wrong-type"
    MISSING = "missing-value"
    NOT_A_CODE = "not-a-code"
    DUPLICATE = "duplicate-key"
    NO_OBJECT = "no-object"
    BAD_GEOMETRY = "invalid-geometry"
    SWAPPED_AXES = "swapped-axes"
    OUTSIDE_WORLD = "outside-the-world"


class CannotLoad(Exception):
    """A file was not loaded and nothing changed. ``code`` is stable, ``details`` has the values for the sentence."""

    def __init__(self, code: str, **details: str | int) -> None:
        self.code = code
        self.details = details
        super().__init__(code)
