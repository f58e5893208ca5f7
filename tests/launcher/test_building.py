"""Translations and browser assets: built when their sources change, and with a reason when they cannot be."""

import os
from pathlib import Path

import pytest

from tests.launcher.small_project import ROOT, installed_project
from zenne.launcher.assets import build_assets
from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.translations import compile_translations
from zenne.launcher.trouble import CannotContinue
from zenne.launcher.variables import trial_variables

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Open now"
msgstr "Nu open"
"""


@pytest.fixture
def with_tools(tmp_path: Path) -> Project:
    """A clone that borrows the browser libraries of this one."""
    if not (ROOT / "node_modules" / "esbuild").is_dir():
        pytest.skip("the browser libraries are not installed; ./zenne test installs them")
    project = installed_project(tmp_path / "clone")
    stamp = project.node_modules / ".zenne.stamp"
    stamp.unlink()
    project.node_modules.rmdir()
    project.node_modules.symlink_to(ROOT / "node_modules", target_is_directory=True)
    (project.source / "web" / "static" / "web").mkdir(parents=True)
    return project


def build(project: Project) -> None:
    build_assets(project, Progress(project), variables=trial_variables(project))


def write_catalogue(project: Project, text: str) -> Path:
    path = project.source / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_catalogue_is_compiled_when_it_has_changed(installed: Project) -> None:
    path = write_catalogue(installed, CATALOGUE)
    compile_translations(installed, Progress(installed))
    compiled = path.with_suffix(".mo")
    assert b"Nu open" in compiled.read_bytes()
    first = compiled.stat().st_mtime_ns
    compile_translations(installed, Progress(installed))
    assert compiled.stat().st_mtime_ns == first
    path.write_text(CATALOGUE.replace("Nu open", "Open op dit uur"))
    os.utime(path, ns=(first + 10**9, first + 10**9))
    compile_translations(installed, Progress(installed))
    assert b"Open op dit uur" in compiled.read_bytes()


def test_a_broken_catalogue_is_named_and_the_old_one_stays(installed: Project) -> None:
    path = write_catalogue(installed, CATALOGUE + 'msgid "Closed"\nnonsense')
    path.with_suffix(".mo").write_bytes(b"old")
    os.utime(path.with_suffix(".mo"), (0, 0))
    with pytest.raises(CannotContinue, match=r"locale/nl/LC_MESSAGES/django\.po could not be compiled(?s:.*)line 8: "):
        compile_translations(installed, Progress(installed))
    assert path.with_suffix(".mo").read_bytes() == b"old"


def test_a_translation_that_lost_a_placeholder_is_named(installed: Project) -> None:
    write_catalogue(installed, CATALOGUE + '#, python-format\nmsgid "Open until %(hour)s"\nmsgstr "Open tot %(uur)s"\n')
    with pytest.raises(CannotContinue, match="line 8: unknown named placeholder 'uur'"):
        compile_translations(installed, Progress(installed))


def test_entry_points_are_bundled_under_their_own_names(with_tools: Project) -> None:
    static = with_tools.source / "web" / "static" / "web"
    (static / "part.css").write_text("main { & p { margin: 0 } }")
    (static / "letters.woff2").write_bytes(b"wOF2")
    (static / "page.entry.css").write_text(
        '@import "./part.css"; @font-face { font-family: "Z"; src: url("./letters.woff2") }'
    )
    (static / "page.entry.mjs").write_text('import("./later.mjs").then((module) => module.run());')
    (static / "later.mjs").write_text("export function run() { console.log('later'); }")
    build(with_tools)
    built = with_tools.assets / "built" / "web"
    style = (built / "page.entry.css").read_text()
    assert "@import" not in style
    assert "margin:0" in style
    assert len(list((built / "files").glob("letters-*.woff2"))) == 1
    assert len(list((built / "chunks").glob("later-*.mjs"))) == 1
    assert "margin:0" in (with_tools.assets / "served" / "web" / "page.entry.css").read_text()


def test_assets_are_built_again_only_when_a_source_changed(with_tools: Project) -> None:
    source = with_tools.source / "web" / "static" / "web" / "page.entry.css"
    source.write_text("p { color: red }")
    build(with_tools)
    first = (with_tools.assets / "stamp").stat().st_mtime_ns
    build(with_tools)
    assert (with_tools.assets / "stamp").stat().st_mtime_ns == first
    source.write_text("p { color: green }")
    build(with_tools)
    assert "green" in (with_tools.assets / "served" / "web" / "page.entry.css").read_text()


def test_a_broken_style_sheet_is_shown_and_built_again_next_time(with_tools: Project) -> None:
    source = with_tools.source / "web" / "static" / "web" / "page.entry.css"
    source.write_text('@import "./gone.css";')
    with pytest.raises(CannotContinue, match=r"gone\.css"):
        build(with_tools)
    assert not (with_tools.assets / "stamp").exists()
    source.write_text("p { color: red }")
    build(with_tools)
    assert (with_tools.assets / "stamp").exists()
