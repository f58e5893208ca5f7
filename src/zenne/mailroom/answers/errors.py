"""Why something cannot be done with a letter."""


class AnswerRefused(Exception):
    """``code`` is stable; ``name`` is who holds the letter, where somebody does."""

    def __init__(self, code: str, *, name: str = "") -> None:
        self.code, self.name = code, name
        super().__init__(code)
