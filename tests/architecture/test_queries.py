"""Whatever is read for others says who may know it, and views read tables about people only in that way."""

import ast
import importlib

from tests.architecture.tree import SourceFile, product_files
from zenne.core.access.public import INTERNAL, PUBLIC, Audience, audience_of
from zenne.core.personal_data.public import declarations


def queries() -> list[SourceFile]:
    return [file for file in product_files() if file.parts[-1] == "queries.py"]


def used_elsewhere() -> set[str]:
    """The dotted names that some file imports of some other."""
    return {name for file in product_files() for name, _ in file.imports()}


def audiences() -> dict[str, Audience | None]:
    """Each function of a queries.py that others use, with the audience that it declares, or its whole file."""
    used = used_elsewhere()
    found: dict[str, Audience | None] = {}
    for file in queries():
        module = importlib.import_module(file.module)
        of_all = PUBLIC if getattr(module, "OPEN_TO", None) == PUBLIC.code else None
        for node in file.tree.body:
            if isinstance(node, ast.FunctionDef) and f"{file.module}.{node.name}" in used:
                found[f"{file.module}.{node.name}"] = audience_of(getattr(module, node.name)) or of_all
    return found


def views() -> list[SourceFile]:
    return [file for file in product_files() if "views" in file.folders or file.parts[-1] == "views.py"]


def test_every_query_says_who_may_know_what_it_gives() -> None:
    assert len(audiences()) > 40
    assert not [name for name, audience in audiences().items() if audience is None]


def reading(file: SourceFile, models: set[str]) -> set[str]:
    """The functions of a file that read one of these tables themselves."""
    return {
        node.name
        for node in file.tree.body
        if isinstance(node, ast.FunctionDef)
        if any(isinstance(each, ast.Attribute) and reads(each, models) for each in ast.walk(node))
    }


def reads(node: ast.Attribute, models: set[str]) -> bool:
    """``Booking.objects``."""
    return node.attr in {"objects", "every"} and isinstance(node.value, ast.Name) and node.value.id in models


def test_whatever_reads_about_people_for_a_view_says_who_may_know_it_wherever_it_stands() -> None:
    about_people = {declaration.model_class.__name__ for declaration in declarations()}
    files = [file for file in product_files() if "actions" not in file.folders]
    readers = {f"{file.module}.{name}" for file in files for name in reading(file, about_people)}
    used = {name for file in views() for name, _ in file.imports() if name in readers}
    found = {name: getattr(importlib.import_module(name.rpartition(".")[0]), name.rpartition(".")[2]) for name in used}

    assert len(used) > 10
    assert not sorted(
        name
        for name, reader in found.items()
        if getattr(importlib.import_module(name.rpartition(".")[0]), "OPEN_TO", None) != PUBLIC.code
        if audience_of(reader) in {None, INTERNAL}
    )


def test_a_view_uses_no_query_that_checks_nobody() -> None:
    unchecked = {name for name, audience in audiences().items() if audience == INTERNAL}

    assert unchecked
    assert not [f"{file.at(node)}: {name}" for file in views() for name, node in file.imports() if name in unchecked]


def test_views_read_tables_about_people_by_queries_and_actions_alone() -> None:
    about_people = {declaration.model_class.__name__ for declaration in declarations()}
    reads = [
        f"{file.at(node)}: {node.value.id}.objects"
        for file in views()
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name)
        if node.value.id in about_people
    ]

    assert "Person" in about_people
    assert reads == []
