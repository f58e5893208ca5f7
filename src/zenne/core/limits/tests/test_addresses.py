"""From which address a request comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.limits.rules.addresses import client_address, shared_address

PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded_for", "proxies", "address"),
    [
        ("", 0, PROXY),
        ("203.0.113.9", 0, PROXY),
        ("203.0.113.9", 1, "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", 1, "203.0.113.9"),
        ("198.51.100.1,203.0.113.9,10.0.0.2", 2, "203.0.113.9"),
        ("203.0.113.9", 2, PROXY),
        ("", 1, PROXY),
        ("unknown", 1, PROXY),
        ("203.0.113.9:51234", 1, "203.0.113.9"),
        ("[2001:db8::1]:443", 1, "2001:db8::1"),
        ("::ffff:203.0.113.9", 1, "203.0.113.9"),
        ("fe80::1%eth0", 1, "fe80::1"),
    ],
)
def test_the_address_is_the_one_that_the_first_own_proxy_wrote(forwarded_for: str, proxies: int, address: str) -> None:
    assert client_address(peer=PROXY, forwarded_for=forwarded_for, proxies=proxies) == address


@given(st.text(max_size=60), st.integers(1, 3))
def test_what_a_visitor_writes_in_front_changes_nothing(invented: str, proxies: int) -> None:
    written = ["203.0.113.9", "10.0.0.3", "10.0.0.2"][:proxies]

    assert client_address(peer=PROXY, forwarded_for=",".join([invented, *written]), proxies=proxies) == "203.0.113.9"


def test_a_connection_without_an_address_has_none() -> None:
    assert client_address(peer="", forwarded_for="", proxies=0) == ""


def test_an_ipv6_network_is_counted_as_one() -> None:
    assert shared_address("2001:db8:1:2:3::4") == shared_address("2001:db8:1:2:ffff::") == "2001:db8:1:2::/64"
    assert shared_address("2001:db8:1:3::4") != shared_address("2001:db8:1:2::4")
    assert shared_address("203.0.113.9") == "203.0.113.9"
