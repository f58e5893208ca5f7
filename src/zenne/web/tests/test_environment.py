"""Settings that are read from variables of the environment."""

import pytest

from zenne.web.environment import WrongSettings, read_environment


@pytest.fixture
def demonstration(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("ZENNE_DEMO", "true")
    return monkeypatch


@pytest.mark.parametrize("address", ["https://city.example", "http://192.0.2.7:8000", "http://127.0.0.1.city.example"])
def test_demo_identities_do_not_exist_in_public(demonstration: pytest.MonkeyPatch, address: str) -> None:
    demonstration.setenv("ZENNE_BASE_URL", address)
    with pytest.raises(WrongSettings) as wrong:
        read_environment()
    [sentence] = wrong.value.sentences
    assert sentence.startswith("ZENNE_DEMO: is on, and ZENNE_BASE_URL is not an address of this machine. ")


@pytest.mark.parametrize("address", ["http://127.0.0.1:8001", "http://localhost:8000", "http://[::1]:8000"])
def test_demo_identities_exist_on_this_machine(demonstration: pytest.MonkeyPatch, address: str) -> None:
    demonstration.setenv("ZENNE_BASE_URL", address)
    assert read_environment().demo
