"""The source tree, read once for the rules below."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "zenne"
ROOMS_OF_CORE = "core"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class SourceFile:
    """One Python file of the product: ``parts`` is ("zenne", "core", "calendar", "rules", "errors.py")."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        return self.path.relative_to(PACKAGE.parent).parts

    @property
    def folders(self) -> set[str]:
        return set(self.parts[:-1])

    @property
    def module(self) -> str:
        """The dotted name: ``zenne.core.calendar.rules.errors``."""
        return ".".join(self.parts).removesuffix(".py").removesuffix(".__init__")

    @property
    def house(self) -> str:
        """The module that this file belongs to: ``zenne.catalogue``, or a room of core, ``zenne.core.calendar``."""
        return house_of(self.module)

    @property
    def is_generated(self) -> bool:
        return "migrations" in self.folders

    @property
    def is_test(self) -> bool:
        return "tests" in self.folders

    def at(self, node: ast.stmt | ast.expr) -> str:
        """Where a finding is, as people read it."""
        return f"{self.path.relative_to(ROOT)}:{node.lineno}"

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def imports(self) -> Iterator[tuple[str, ast.stmt]]:
        """The dotted name of everything that is imported, with the statement."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.at(node)}: write the whole name of what is imported"
                yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def house_of(module: str) -> str:
    """``zenne.catalogue`` of ``zenne.catalogue.rules.parts``; ``zenne.core.search`` of what is in that room."""
    parts = module.split(".")
    return ".".join(parts[: 3 if len(parts) > 1 and parts[1] == ROOMS_OF_CORE else 2])


@lru_cache(maxsize=1)
def product_files() -> tuple[SourceFile, ...]:
    """Every Python file under src/zenne that runs in the product: no tests, no generated migrations."""
    files = (SourceFile(path) for path in sorted(PACKAGE.rglob("*.py")))
    return tuple(file for file in files if not file.is_test and not file.is_generated)


def houses() -> set[str]:
    """All modules and rooms of core."""
    return {file.house for file in product_files() if file.house not in {"zenne", "zenne.core"}}
