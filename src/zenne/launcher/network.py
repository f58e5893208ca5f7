"""Telling a missing network from every other reason why an installation fails."""

from zenne.launcher.progress import CommandFailed
from zenne.launcher.trouble import CannotContinue

SIGNS_OF_NO_NETWORK = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "NameResolutionError",
    "ProxyError",
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "Connection refused",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ENETUNREACH",
    "ETIMEDOUT",
    "dns error",
    "tcp connect error",
)


def without_network(error: CommandFailed, *, what: str) -> CannotContinue:
    """The same failure, in one sentence when it comes from the network. ``what`` could not be fetched."""
    if not any(sign in error.output for sign in SIGNS_OF_NO_NETWORK):
        return error
    return CannotContinue(
        f"{what} could not be fetched: there is no connection to where they are published. "
        "Check the network, then run the same command again."
    )
