"""./zenne test and the check of the locks."""

from pathlib import Path

import pytest

from tests.launcher.small_project import zenne
from zenne.launcher.locking import addresses
from zenne.launcher.project import Project

HASH = f"    --hash=sha256:{'0' * 64}"


def test_the_test_command_runs_pytest_in_a_data_folder_of_its_own(installed: Project) -> None:
    (installed.root / "test_folder.py").write_text(
        "import os, pathlib\n"
        "def test_folder():\n"
        "    folder = pathlib.Path(os.environ['ZENNE_DATA_FOLDER'])\n"
        "    assert folder.parent.name == 'test'\n"
        "    assert (folder / 'assets' / 'built').is_dir()\n"
        "def test_wrong():\n"
        "    assert False\n"
    )
    answer = zenne(installed, "test", "-q", "-k", "folder and not wrong")
    assert answer.returncode == 0, answer.stdout
    assert "1 passed" in answer.stdout.splitlines()[-1]
    assert zenne(installed, "test", "-q", "-n", "0").returncode == 1
    assert len(list((installed.var / "test").iterdir())) == 1


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--find-links ./wheels",
        "zenne @ file:///srv/zenne",
        "-r /srv/zenne/base.txt",
        "    # via -r /srv/zenne/base.in",
    ],
)
def test_an_address_in_a_lock_is_found(bare: Project, line: str) -> None:
    (bare.root / "requirements" / "base.txt").write_text(f"django==5.2.1 \\\n{HASH}\n{line}\n")
    assert list(addresses(bare)) == ["requirements/base.txt, line 3: names an address. Locks say what, not from where."]


def test_a_lock_of_names_versions_and_hashes_is_right(bare: Project) -> None:
    lines = ["django==5.2.1 \\", HASH, "    # via -r requirements/base.in", 'colorama==0.4 ; sys_platform == "win32"']
    (bare.root / "requirements" / "base.txt").write_text("\n".join(lines))
    assert list(addresses(bare)) == []


def test_a_registry_in_the_settings_of_npm_is_found(bare: Project) -> None:
    (bare.root / ".npmrc").write_text("fund=false\nregistry=https://packages.example/\n")
    assert [sentence.split(":")[0] for sentence in addresses(bare)] == [".npmrc, line 2"]


def test_an_address_in_the_lock_of_the_browser_libraries_is_found(bare: Project) -> None:
    Path(bare.root / "package-lock.json").write_text('{\n"resolved": "https://packages.example/a.tgz"\n}\n')
    assert [sentence.split(":")[0] for sentence in addresses(bare)] == ["package-lock.json, line 2"]
