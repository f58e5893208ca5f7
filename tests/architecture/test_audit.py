"""Whatever is written into the audit log has a name that people read."""

import ast

from tests.architecture.tree import product_files
from zenne.core.audit.words import named_actions


def recorded() -> set[str]:
    """The code of every action that some call of ``record`` names."""
    return {
        str(keyword.value.value)
        for file in product_files()
        for call in ast.walk(file.tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "record"
        for keyword in call.keywords
        if keyword.arg == "action" and isinstance(keyword.value, ast.Constant)
    }


def test_every_action_that_is_recorded_has_a_name_for_people() -> None:
    assert len(recorded()) > 10
    assert recorded() - set(named_actions()) == set()
