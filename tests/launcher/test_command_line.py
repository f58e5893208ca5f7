"""What ./zenne says before it does anything."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.launcher.small_project import ROOT, zenne
from zenne.launcher.command_line import COMMANDS, unknown
from zenne.launcher.progress import Progress
from zenne.launcher.project import Project


def test_help_lists_every_command_with_one_line_and_installs_nothing(bare: Project) -> None:
    answer = zenne(bare, "--help")
    lines = answer.stdout.splitlines()
    for name, command in COMMANDS.items():
        assert sum(line.split() == [name, *command.help.split()] for line in lines) == 1
    assert answer.returncode == 0
    assert not bare.environment.exists()
    assert not bare.var.exists()


def test_every_command_explains_itself_and_installs_nothing(bare: Project) -> None:
    for name in COMMANDS:
        answer = zenne(bare, name, "--help")
        assert answer.returncode == 0, answer.stderr
        assert f"./zenne {name}" in answer.stdout
    assert not bare.environment.exists()


def test_an_unknown_command_gets_one_sentence_with_the_nearest_name(bare: Project) -> None:
    answer = zenne(bare, "dmeo")
    assert answer.stderr == "There is no command 'dmeo'. Did you mean demo?\n"
    assert answer.returncode == 2


def test_a_command_unlike_any_other_points_to_the_help() -> None:
    assert unknown("xyzzy") == "There is no command 'xyzzy'. ./zenne --help lists all commands."


def test_a_wrong_option_gets_one_sentence(bare: Project) -> None:
    for arguments in (["--port", "eighty"], ["--port", "0"], ["--port", "70000"], ["--prot", "8000"]):
        answer = zenne(bare, "demo", *arguments)
        assert answer.returncode == 2
        assert len(answer.stderr.splitlines()) == 1
        assert answer.stderr.endswith("./zenne demo --help says more.\n")


def test_a_folder_that_is_no_city_gets_one_sentence_before_the_long_work(bare: Project) -> None:
    missing = zenne(bare, "demo", "--city", "cities/atlantis")
    assert missing.stderr.startswith("There is no folder cities/atlantis.")
    (bare.root / "cities" / "empty").mkdir()
    empty = zenne(bare, "load", "cities/empty")
    assert "has no city.yaml" in empty.stderr
    assert not bare.environment.exists()


def test_an_old_python_can_read_the_script() -> None:
    ast.parse((ROOT / "zenne").read_text(), feature_version=(3, 4))


def test_an_old_python_gets_one_sentence() -> None:
    pretend = (
        "import sys, runpy; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (old)'; runpy.run_path(sys.argv[1])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", pretend, ROOT / "zenne"], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith("Zenne needs Python 3.11 or newer, and this is Python 3.9.2.")
    assert len(answer.stderr.splitlines()) == 1


def test_the_launcher_imports_only_the_standard_library_and_itself() -> None:
    for path in (ROOT / "src" / "zenne" / "launcher").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                own = name == "zenne.launcher" or name.startswith("zenne.launcher.")
                assert own or name.split(".")[0] in sys.stdlib_module_names, f"{path.name} imports {name}"


def test_steps_can_be_told_apart_from_what_a_command_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Progress(Project.at(tmp_path, variables={}), apart=True).say("Preparing the database")
    said = capsys.readouterr()
    assert said.out == ""
    assert "Preparing the database" in said.err
