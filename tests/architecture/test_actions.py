"""Every action says who may use it."""

import ast
import importlib

from tests.architecture.tree import SourceFile, product_files
from zenne.core.access.public import INTERNAL, PUBLIC, SIGNED_IN, audience_of, no_purpose_because, unrecorded_because


def actions() -> list[SourceFile]:
    """One file for each thing that somebody does; the function has the name of the file."""
    return [file for file in product_files() if file.parts[-2] == "actions" and file.parts[-1] != "__init__.py"]


def test_every_action_has_the_name_of_its_file() -> None:
    assert actions()
    assert not [file.module for file in actions() if not hasattr(importlib.import_module(file.module), verb(file))]


def test_every_action_says_who_may_use_it() -> None:
    undeclared = [
        file.module
        for file in actions()
        if audience_of(getattr(importlib.import_module(file.module), verb(file), None)) is None
    ]

    assert not undeclared


def calls(file: SourceFile) -> set[str]:
    """The functions that an action calls by their names."""
    found = (node.func for node in ast.walk(file.tree) if isinstance(node, ast.Call))
    return {function.id for function in found if isinstance(function, ast.Name)}


def steps(file: SourceFile) -> set[str]:
    """The modules of other actions from which an action calls something."""
    called = calls(file)
    return {
        name.rpartition(".")[0]
        for name, _ in file.imports()
        if ".actions." in name and name.rpartition(".")[2] in called
    }


def recording() -> set[str]:
    """The actions that record, by themselves or by another action that they are made of."""
    found = {file.module for file in actions() if calls(file) & {"record", "record_each"}}
    while more := {file.module for file in actions() if file.module not in found and steps(file) & found}:
        found |= more
    return found


def test_every_action_leaves_a_record_or_says_why_not() -> None:
    reasons = {
        file.module: unrecorded_because(getattr(importlib.import_module(file.module), verb(file))) for file in actions()
    }
    recorded = recording()

    assert "zenne.accounts.actions.first_administrator" in recorded
    assert not [module for module, because in reasons.items() if not because and module not in recorded]
    assert not [module for module, because in reasons.items() if because and len(because) < 10]


def about_people() -> list[SourceFile]:
    """The actions that record whose data it is."""
    return [
        file
        for file in actions()
        if any(
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and (node.func.id == "record_each" or (node.func.id == "record" and has_about(node)))
            for node in ast.walk(file.tree)
        )
    ]


def has_about(call: ast.Call) -> bool:
    return any(keyword.arg == "about" for keyword in call.keywords)


def is_for_officials(file: SourceFile) -> bool:
    """Whether officials do it about others: its audience is a permission, or it looks at one further on."""
    audience = audience_of(getattr(importlib.import_module(file.module), verb(file)))
    if audience in {INTERNAL, SIGNED_IN}:
        return False
    used = {name.rpartition(".")[2] for name, _ in file.imports()}
    return audience != PUBLIC or bool(used & {"managed", "BOOK_FOR_OTHERS"})


def test_what_officials_do_about_somebody_has_a_purpose_or_says_why_not() -> None:
    found = [(file, getattr(importlib.import_module(file.module), verb(file))) for file in about_people()]
    officials = [(file.module, action) for file, action in found if is_for_officials(file)]
    asking = {module for module, action in officials if getattr(audience_of(action), "needs_purpose", False)}
    reasons = {module: no_purpose_because(action) for module, action in officials if module not in asking}

    assert {"zenne.counters.queue.actions.read_booking", "zenne.accounts.actions.view_person"} <= asking
    assert "zenne.counters.appointments.actions.cancel_booking" in reasons
    assert not [module for module, because in reasons.items() if len(because) < 10]


def verb(file: SourceFile) -> str:
    return file.parts[-1].removesuffix(".py")
