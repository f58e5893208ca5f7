"""Why the API does not do what it was asked."""

from collections.abc import Sequence

from ninja import Schema
from pydantic import Field


class Suggestion(Schema):
    """Something that the reader may have meant."""

    key: str = Field(description="What to write instead.", examples=["passport"])
    name: str = Field(description="Its name, in the reader's language where it has one.", examples=["Passport"])


class Mistake(Schema):
    """One thing that is wrong with the question."""

    code: str = Field(description="Which mistake it is; stable, for programs.", examples=["too-large"])
    message: str = Field(description="The mistake in a sentence, in the language of Accept-Language.")
    field: str | None = Field(default=None, description="The parameter that is wrong.", examples=["limit"])


class Problem(Mistake):
    """What every refusal of the API looks like. The first mistake stands at the top."""

    suggestions: list[Suggestion] = Field(default=[], description="What may have been meant; often empty.")
    others: list[Mistake] = Field(default=[], description="The other mistakes, when there are several.")


class Refused(Exception):
    """The API does not do what it was asked; ``message`` is a sentence in the reader's language.

    Args:
        status: the HTTP status, 400 to 499.
        code: lower-case words with hyphens; stable.
        field: the parameter that is wrong, if it is one.
        suggestions: what may have been meant.
    """

    def __init__(
        self, *, status: int, code: str, message: str, field: str | None = None, suggestions: Sequence[Suggestion] = ()
    ) -> None:
        self.status = status
        self.problem = Problem(code=code, message=message, field=field, suggestions=list(suggestions))
        super().__init__(message)


REFUSED = {422: Problem}
"""The refusals of an operation with parameters: ``response={200: Answer, **REFUSED}``."""

NOT_FOUND = {404: Problem, **REFUSED}
"""The refusals of an operation that names one thing."""
