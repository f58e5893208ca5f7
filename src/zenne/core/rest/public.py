"""What all operations of the API share: texts, pages of lists, refusals, who may use them."""

from zenne.core.rest.audience import PUBLIC, PUBLIC_CHANGE, audiences, needing
from zenne.core.rest.interface import failed, method_not_allowed, not_found, open_api, problem_response
from zenne.core.rest.moments import Timestamp
from zenne.core.rest.paging import NextLink, Paged
from zenne.core.rest.refusals import NOT_FOUND, REFUSED, Mistake, Problem, Refused, Suggestion
from zenne.core.rest.texts import InLanguage, Texts
from zenne.core.rest.unchanged import by_version

__all__ = [
    "NOT_FOUND",
    "PUBLIC",
    "PUBLIC_CHANGE",
    "REFUSED",
    "InLanguage",
    "Mistake",
    "NextLink",
    "Paged",
    "Problem",
    "Refused",
    "Suggestion",
    "Texts",
    "Timestamp",
    "audiences",
    "by_version",
    "failed",
    "method_not_allowed",
    "needing",
    "not_found",
    "open_api",
    "problem_response",
]
