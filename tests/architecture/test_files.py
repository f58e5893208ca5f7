"""What is in the repository: our own text files, and no address of a package registry."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT

FOLDERS = (".ci", "benchmarks", "cities", "deploy", "docs", "requirements", "src", "tests")
AT_THE_TOP = {
    ".gitignore",
    ".npmrc",
    "LICENSE",
    "README.md",
    "conftest.py",
    "package-lock.json",
    "package.json",
    "pyproject.toml",
    "zenne",
}
BUILT = {"__pycache__"}
REGISTRIES = re.compile(r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|index-url https[:]//(?!packages[.]example)")
THIRD_PARTY = re.compile(
    r"\.min\.(?:js|css|mjs)$|\.(?:woff2?|ttf|otf|whl|so|jar|tgz|map)$|(?:^|/)(?:vendor|node_modules)/"
)
LARGEST_FILE_BYTES = 1_000_000


def kept_files() -> Iterator[Path]:
    """All files that belong in the repository."""
    yield from (path for path in sorted(ROOT.iterdir()) if path.is_file() and path.suffix != ".pyc")
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and not BUILT & set(path.parts) and path.suffix not in {".mo", ".pyc"}:
                yield path


def test_no_file_lies_about_at_the_top() -> None:
    assert {path.name for path in ROOT.iterdir() if path.is_file()} - {".git"} == AT_THE_TOP


def test_no_third_party_code_is_kept() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in kept_files()]

    assert not [name for name in names if THIRD_PARTY.search(name)]


def test_no_file_names_a_package_registry() -> None:
    assert not [
        path.relative_to(ROOT).as_posix()
        for path in kept_files()
        if path.suffix not in {".png", ".jpg", ".webp"} and REGISTRIES.search(path.read_text(encoding="utf-8"))
    ]


def test_no_file_is_larger_than_a_megabyte() -> None:
    assert not [path for path in kept_files() if path.stat().st_size > LARGEST_FILE_BYTES]


def test_the_browser_libraries_are_locked_without_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if name and "integrity" not in package]


def test_the_python_packages_are_locked_with_hashes() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        pinned = re.findall(r"^[a-z0-9][^ \n]*==[^ \n]+(.*)$", lock.read_text(encoding="utf-8"), re.MULTILINE)
        assert pinned
        assert all(rest.endswith("\\") for rest in pinned), lock.name
