"""A port that is taken is noticed before the long work begins."""

import socket

import pytest

from tests.launcher.small_project import zenne
from zenne.launcher.ports import require_free_port
from zenne.launcher.project import Project
from zenne.launcher.trouble import CannotContinue


def listener(*, sharing: bool = False) -> socket.socket:
    taken = socket.socket()
    if sharing:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken


def test_a_busy_port_gets_one_sentence_and_nothing_is_installed(bare: Project) -> None:
    with listener() as taken:
        port = taken.getsockname()[1]
        answer = zenne(bare, "demo", "--port", str(port))
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Port {port} is in use by another program. Choose another one with --port ")
    assert len(answer.stderr.splitlines()) == 1
    assert not bare.environment.exists()


def test_a_server_that_shares_its_port_counts_as_another_program() -> None:
    with listener(sharing=True) as taken, pytest.raises(CannotContinue, match="is in use"):
        require_free_port("127.0.0.1", taken.getsockname()[1])


def test_the_proposed_port_is_free() -> None:
    with listener() as taken:
        with pytest.raises(CannotContinue) as refusal:
            require_free_port("127.0.0.1", taken.getsockname()[1])
        proposed = int(str(refusal.value).rstrip(".").rsplit(" ", 1)[1])
        require_free_port("127.0.0.1", proposed)


def test_an_address_of_another_machine_gets_a_sentence() -> None:
    with pytest.raises(CannotContinue, match=r"cannot listen on 192\.0\.2\.1"):
        require_free_port("192.0.2.1", 8000)
