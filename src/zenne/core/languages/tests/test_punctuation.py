"""Signs between two things are set as the reader's language sets them."""

import pytest
from django.template import engines
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "written"), [("en", "Desk 4: Ana"), ("nl", "Desk 4: Ana"), ("fr", "Desk 4\u00a0: Ana")]
)
def test_a_colon_between_two_things_is_set_as_the_language_sets_it(language: str, written: str) -> None:
    with override(language):
        assert shown("Desk {{ desk }}{% colon %} {{ name }}") == written


def shown(template: str) -> str:
    return engines["django"].from_string(template).render({"desk": 4, "name": "Ana"})
