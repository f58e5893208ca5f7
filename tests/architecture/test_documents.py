"""The documents say what is there."""

import json
import re
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, ROOT

DOCUMENTS = sorted((ROOT / "docs").rglob("*.md"))
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


def test_every_dependency_has_its_reason() -> None:
    reasons = set(
        re.findall(r"`([^`\s]+)`", (ROOT / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8"))
    )
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    names = {*package["dependencies"], *package["devDependencies"]}
    for file in ("base.in", "translator.in", "encoder.in", "dev.in"):
        lines = (ROOT / "requirements" / file).read_text(encoding="utf-8").splitlines()
        names |= {re.split(r"[=\[<>~ ]", line)[0] for line in lines if re.match(r"[A-Za-z]", line)}

    assert names - reasons == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text(encoding="utf-8"))

    assert not [target for target in targets if not (document.parent / target).exists()]


def test_every_module_and_every_room_of_core_stands_in_the_architecture() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    folders = [path for path in [*PACKAGE.iterdir(), *(PACKAGE / "core").iterdir()] if (path / "__init__.py").exists()]

    assert not [folder.name for folder in folders if not re.search(rf"^[ │├└─]*{folder.name}  ", text, re.MULTILINE)]


def test_the_glossary_has_four_languages_in_every_row() -> None:
    rows = [line for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines() if line[:1] == "|"]

    assert len(rows) > 20
    assert not [
        row for row in rows if len(row.split("|")) != 7 or not all(cell.strip() for cell in row.split("|")[1:-1])
    ]


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/decisions").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))
