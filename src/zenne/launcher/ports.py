"""Whether a port is free to listen on."""

import errno
import socket

from zenne.launcher.trouble import CannotContinue

LAST_PORT = 65535


def require_free_port(host: str, port: int) -> None:
    """Make sure that a server can listen at this address.

    Raises:
        CannotContinue: another program has the port, the port is reserved, or the address is not of this machine.
    """
    try:
        listen_once(host, port)
    except PermissionError:
        raise CannotContinue(
            f"Port {port} is reserved for the administrator. Choose one above 1023 with --port 8000."
        ) from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise CannotContinue(f"Zenne cannot listen on {host}: {error.strerror or error}.") from None
        raise CannotContinue(
            f"Port {port} is in use by another program. Choose another one with --port {next_free_port(host, port)}."
        ) from None


def listen_once(host: str, port: int) -> None:
    """Listen for a moment. Without SO_REUSEPORT, so that a server which allows sharing is noticed too."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        probe.listen()


def next_free_port(host: str, port: int) -> int:
    """The first port after this one that is free; the next number when none of the following hundred is."""
    for candidate in range(port + 1, min(port + 101, LAST_PORT + 1)):
        try:
            listen_once(host, candidate)
        except OSError:
            continue
        return candidate
    return port + 1 if port < LAST_PORT else port - 1
