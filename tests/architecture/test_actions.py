"""Every action says who may use it."""

import importlib

from tests.architecture.tree import SourceFile, product_files
from zenne.core.access.public import audience_of


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


def verb(file: SourceFile) -> str:
    return file.parts[-1].removesuffix(".py")
