"""Which computers may be called when somebody else chose the address."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

TRANSLATED: Final = (ip_network("64:ff9b::/96"), ip_network("::/96"))
"""IPv4 inside IPv6 (RFC 6052, and RFC 4291 of old): the address behind it counts."""
TRANSLATED_LOCALLY: Final = ip_network("64:ff9b:1::/48")
"""What a network translates as it likes (RFC 8215): nobody knows to where."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not of this machine, of a local network, or reserved."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = inner_address(ip)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local or ip in TRANSLATED_LOCALLY:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def inner_address(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address carries, if it does."""
    if any(ip in network for network in TRANSLATED):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
