"""Every file says what is in it, and every module what others may use."""

import ast
import importlib

import pytest

from tests.architecture.tree import PACKAGE, houses, product_files

VAGUE_NAMES = {"utils.py", "util.py", "helpers.py", "helper.py", "misc.py", "common.py", "tools.py"}
FACES = sorted(f"{file.module}" for file in product_files() if file.parts[-1] == "public.py")


def test_every_file_begins_with_what_is_in_it() -> None:
    assert not [
        file.path.relative_to(PACKAGE).as_posix()
        for file in product_files()
        if file.tree.body and not ast.get_docstring(file.tree)
    ]


def test_every_module_and_every_room_of_core_says_what_it_is() -> None:
    packages = {file.module: file for file in product_files() if file.parts[-1] == "__init__.py"}

    assert not [house for house in sorted(houses()) if not ast.get_docstring(packages[house].tree)]


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [file.module for file in product_files() if file.parts[-1] in VAGUE_NAMES]


@pytest.mark.parametrize("name", FACES)
def test_a_public_face_lists_exactly_what_it_offers(name: str) -> None:
    face = importlib.import_module(name)
    tree = next(file.tree for file in product_files() if file.module == name)
    offered = {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }

    assert sorted(face.__all__) == sorted(offered)
    assert list(face.__all__) == sorted(face.__all__)
    assert all(hasattr(face, each) for each in face.__all__)


def test_what_a_public_face_offers_is_explained() -> None:
    undocumented = []
    for name in FACES:
        face = importlib.import_module(name)
        for each in face.__all__:
            thing = getattr(face, each)
            if (isinstance(thing, type) or callable(thing)) and not thing.__doc__:
                undocumented.append(f"{name}.{each}")

    assert not undocumented
