"""Declarations are enforced where they stand."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from zenne.core.access.askers import NOBODY, SYSTEM, Asker, AskerKind
from zenne.core.access.audiences import INTERNAL, SIGNED_IN, Permission
from zenne.core.access.declarations import asker_of, audience_of, internal, needs, open_to
from zenne.core.access.errors import NotAllowed, SignInNeeded

SORT = Permission("letters.sort", "Sort letters")


@needs(SORT)
def sort_letters(*, asker: Asker) -> str:
    return f"sorted by {asker.key}"


def tidy() -> None:
    """Something that the system does."""


@open_to(SIGNED_IN)
def letters(request: HttpRequest) -> HttpResponse:
    return HttpResponse(asker_of(request).key)


def test_an_action_is_done_only_for_those_who_may() -> None:
    assert sort_letters(asker=SYSTEM) == "sorted by system"
    with pytest.raises(SignInNeeded):
        sort_letters(asker=NOBODY)
    with pytest.raises(NotAllowed):
        sort_letters(asker=Asker(AskerKind.PERSON, "person:1"))


@pytest.mark.parametrize("asker", [None, "system"])
def test_an_action_that_is_not_told_who_asks_is_a_mistake_in_the_program(asker: object) -> None:
    with pytest.raises(TypeError, match="needs to know who asks"):
        sort_letters(asker=asker)  # type: ignore[arg-type]


def test_a_view_takes_a_request_without_an_asker_as_one_of_nobody() -> None:
    with pytest.raises(SignInNeeded):
        letters(RequestFactory().get("/"))


def test_a_view_answers_those_who_may() -> None:
    request = RequestFactory().get("/")
    request.asker = Asker(AskerKind.PERSON, "person:1")  # type: ignore[attr-defined]
    assert letters(request).content == b"person:1"  # type: ignore[attr-defined]


def test_declarations_can_be_read() -> None:
    assert audience_of(sort_letters) == SORT
    assert audience_of(letters) == SIGNED_IN
    assert audience_of(internal(tidy)) == INTERNAL
    assert audience_of(print) is None
