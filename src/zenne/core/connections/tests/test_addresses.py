"""Only computers of the open internet may be called at an address that somebody else chose."""

from urllib.parse import urlsplit

import pytest

from zenne.core.connections.public import Forbidden, NotConnected, connected
from zenne.core.connections.rules.addresses import is_public

INSIDE = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.0.0.1",  # noqa: S104 - none is bound
    "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::a00:1", "64:ff9b:1::808:808", "2002:7f00:1::", "fe80::1%eth0", "fec0::1", "fd00::1", "ff02::1",
    "2001:db8::1", "100::1", "2001:0:4136:e378:8000:63bf:80ff:fffe",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_of_a_network_inside_or_of_nobody_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["193.190.130.15", "2a00:1450:400e:80f::200e", "64:ff9b::808:808", "2002:808:808::"]
)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/",
        "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0/", "http://example.org@127.0.0.1/",
    ],
)  # fmt: skip
def test_no_way_of_writing_an_address_inside_gets_there(url: str) -> None:
    with pytest.raises(Forbidden, match="inner-address"), connected(urlsplit(url), may_be_inside=False):
        pass


@pytest.mark.parametrize("url", ["http://x:99999/", "http:///path", "http://" + "a" * 300 + ".be/", "http://a..b/"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(NotConnected), connected(urlsplit(url), may_be_inside=False):
        pass
