"""From which address a request comes, as far as nobody can forge it."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

SHARED_PREFIX_BITS: Final = 64
"""A household or an office gets at least this much of IPv6 (RFC 6177): its addresses are counted as one."""


def client_address(*, peer: str, forwarded_for: str, proxies: int) -> str:
    """The address of whoever asks.

    Each proxy writes the address that it was asked from at the right end of X-Forwarded-For; what stands further left
    came with the request and may be invented. With ``proxies`` own proxies in a row the address that counts is
    therefore the one at that place from the right. Without a proxy, or when the header is shorter or no address
    stands there, it is ``peer``, from which the connection comes.
    """
    if proxies:
        written = forwarded_for.split(",")
        if len(written) >= proxies and (address := as_address(written[-proxies])):
            return address
    return as_address(peer)


def as_address(text: str) -> str:
    """An IP address in its usual form, without brackets, port and zone; empty when ``text`` is none."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def shared_address(address: str) -> str:
    """What is counted as one: an IPv4 address, or an IPv6 network of 64 bits. Anything else stays as it is."""
    if ":" not in address:
        return address
    return str(ip_network(f"{address}/{SHARED_PREFIX_BITS}", strict=False))
