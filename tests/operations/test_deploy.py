"""The files to copy during an installation are complete, and fit the program."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from tests.operations.serving import CLONE
from zenne.launcher.command_line import COMMANDS
from zenne.web.environment import Environment, variable

DEPLOY = CLONE / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
HARDENED = {
    "NoNewPrivileges": "true",
    "ProtectSystem": "strict",
    "ProtectHome": "true",
    "PrivateTmp": "true",
    "CapabilityBoundingSet": "",
    "User": "zenne",
    "UMask": "0077",
}
HIGHEST_EXPOSURE = 2.0


def read(unit: Path) -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(unit)
    return parser


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_hardened_and_runs_a_command_that_exists(unit: Path) -> None:
    service = read(unit)["Service"]

    assert {name: service[name] for name in HARDENED} == HARDENED
    program, command, *_ = service["ExecStart"].split()
    assert program == "/opt/zenne/zenne"
    assert command in COMMANDS


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_the_unit_and_finds_it_little_exposed(unit: Path, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("needs systemd-analyze")
    here = tmp_path / unit.name
    here.write_text(unit.read_text().replace("/opt/zenne", str(CLONE)))

    verified = subprocess.run([program, "verify", here], capture_output=True, text=True, check=False)
    rated = subprocess.run([program, "security", "--offline=true", here], capture_output=True, text=True, check=False)

    assert unit.name not in verified.stderr
    exposure = re.search(r"exposure level for .*: ([\d.]+)", rated.stdout)
    assert exposure
    assert float(exposure[1]) <= HIGHEST_EXPOSURE


def test_every_timer_has_its_service() -> None:
    timers = sorted((DEPLOY / "systemd").glob("*.timer"))

    assert timers
    assert not [timer.name for timer in timers if not timer.with_suffix(".service").exists()]


def test_the_example_of_settings_names_settings_only() -> None:
    named = set(re.findall(r"^(ZENNE_\w+)=", (DEPLOY / "zenne.env.example").read_text(), re.MULTILINE))

    assert named
    assert named <= {variable(field) for field in Environment.model_fields}


def test_the_proxy_sets_the_headers_that_the_server_believes() -> None:
    configuration = (DEPLOY / "nginx" / "zenne.conf").read_text()
    proxied = re.findall(r"location [^{]*\{[^}]*proxy_pass[^}]*\}", configuration)

    assert len(proxied) == 4
    for location in proxied:
        assert "proxy_set_header X-Forwarded-For $remote_addr;" in location
        assert "proxy_set_header X-Forwarded-Proto $scheme;" in location
    assert re.search(r"location = /metrics \{ return 404; \}", configuration)


def test_files_of_data_sets_pass_the_proxy_where_they_are_sent_and_nowhere_else() -> None:
    configuration = (DEPLOY / "nginx" / "zenne.conf").read_text()
    places = re.findall(r"location ~ (\S+) \{([^}]*)\}", configuration)
    pattern, block = next((pattern, block) for pattern, block in places if "data/upload" in pattern)
    largest = Environment.model_fields["data_file_mb"].default

    assert f"client_max_body_size {largest}m;" in block
    for language, _ in settings.LANGUAGES:
        assert re.match(pattern, reverse_in(language, "data:upload"))
    assert re.match(pattern, "/api/v1/datasets/trees/tables/trees/loads")
    assert not re.match(pattern, reverse_in("nl", "accounts:sign-in"))
    assert "client_max_body_size 20m;" in configuration


def reverse_in(language: str, route: str) -> str:
    with translation.override(language):
        return reverse(route)


def test_the_guide_uses_no_program_that_it_does_not_install() -> None:
    guide = (CLONE / "docs" / "operations.md").read_text()
    installed = next(line for line in guide.splitlines() if line.startswith("apt update")).split()
    commands = re.findall(r"```sh\n(.*?)```", guide.partition("## SQLite")[0], re.DOTALL)
    words = {word for block in commands for line in block.splitlines() for word in re.findall(r"[a-z0-9-]+", line)}

    assert "sudo" not in words
    assert words & {"git", "curl", "openssl", "certbot", "nginx"} <= {*installed}


def test_every_file_to_copy_stands_in_the_guide() -> None:
    guide = (CLONE / "docs" / "operations.md").read_text()

    for path in ("systemd", "nginx/zenne.conf", "postgresql/roles.sql", "postgresql/zenne.conf", "zenne.env.example"):
        assert f"deploy/{path}" in guide, path


SECURITY = (CLONE / "docs" / "security.md").read_text()


def named_tests() -> list[tuple[str, str]]:
    """The file and the test of each reference; an ellipsis stands for the file before it."""
    found: set[tuple[str, str]] = set()
    file = ""
    for path, test in re.findall(r"`(?:(\w[\w/]*/tests/\w+|tests/[\w/]+)\.py|…)(?:::(\w+))?`", SECURITY):
        file = path or file
        found.add((file, test))
    return sorted(found)


@pytest.mark.parametrize("named", named_tests())
def test_every_test_that_the_security_document_names_exists(named: tuple[str, str]) -> None:
    file, test = named
    path = (CLONE if file.startswith("tests/") else CLONE / "src" / "zenne") / f"{file}.py"

    assert path.is_file()
    assert f"def {test}" in path.read_text()
