"""Who may import whom."""

import ast
import importlib
import os
import subprocess
import sys

from tests.architecture.tree import ROOT, SourceFile, house_of, product_files

PURE_LIBRARIES = {"numpy", "holidays", "nh3", "opening_hours", "rapidfuzz", "Stemmer"}
"""Third-party libraries without input, output or state of their own, which rules may stand on."""
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
READERS = {"views", "templatetags", "rest", "rules"}
READER_FILES = {"views.py", "forms.py", "urls.py", "rest.py", "queries.py"}


def test_arrows_point_down_only() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    checked = subprocess.run(
        [sys.executable, "-c", command],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_other_modules_are_used_through_their_public_face() -> None:
    found = [
        f"{file.at(node)}: {name}"
        for file in product_files()
        for name, node in file.imports()
        if name.startswith("zenne.") and house_of(name) != file.house and not is_face(name)
    ]

    assert not found


def is_face(name: str) -> bool:
    return name.startswith(f"{house_of(name)}.public.") or name == f"{house_of(name)}.public"


def test_tests_use_other_modules_through_their_public_face_too() -> None:
    everything = [SourceFile(path) for path in sorted((ROOT / "src").rglob("tests/**/*.py"))]

    found = [
        f"{file.at(node)}: {name}"
        for file in everything
        for name, node in file.imports()
        if name.startswith("zenne.") and house_of(name) != file.house and not is_face(name)
    ]

    assert not found


def test_imports_stand_at_the_top() -> None:
    found = [
        file.at(node)
        for file in product_files()
        for function in file.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and not (file.parts[-1] == "apps.py" and is_ready(function))
    ]

    assert not found


def is_ready(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """``AppConfig.ready``: Django allows models to be imported only there."""
    return function.name == "ready"


def test_rules_stand_on_nothing_but_rules() -> None:
    found = [
        f"{file.at(node)}: {name}"
        for file in product_files()
        if "rules" in file.folders
        for name, node in file.imports()
        if not may_be_used_by_rules(name, file)
    ]

    assert not found


def may_be_used_by_rules(name: str, file: SourceFile) -> bool:
    is_own_rule = name.startswith(f"{file.house}.") and ".rules." in name  # also of a room of the house
    is_rule = is_own_rule or name.startswith("zenne.core.languages.public.") or is_rule_of_another(name)
    return is_rule or name.split(".", maxsplit=1)[0] in sys.stdlib_module_names | PURE_LIBRARIES


def is_rule_of_another(name: str) -> bool:
    """Whether a public face only passes on what stands in the rules of its module, like the ``Interval`` of hours."""
    module, _, thing = name.rpartition(".")
    return is_face(name) and ".rules." in str(
        getattr(getattr(importlib.import_module(module), thing), "__module__", "")
    )


def test_what_reads_does_not_write() -> None:
    found = [
        f"{file.at(node)}: {node.func.attr}"
        for file in product_files()
        if file.folders & READERS or file.parts[-1] in READER_FILES
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]

    assert not found


def test_no_workflow_hides_in_model_signals() -> None:
    found = [
        f"{file.at(node)}: {name}"
        for file in product_files()
        for name, node in file.imports()
        if name.startswith("django.db.models.signals") or name == "django.dispatch.receiver"
    ]

    assert not found
