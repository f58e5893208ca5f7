"""Every address says who may use it."""

from collections.abc import Iterator
from types import ModuleType

from django.urls import URLPattern, URLResolver, get_resolver

OPEN_TO = {"everybody"}
"""Those who can be named in ``OPEN_TO`` of a urls module."""


def routes(resolver: URLResolver, module: ModuleType, prefix: str = "") -> Iterator[tuple[str, URLPattern, ModuleType]]:
    """Every address with the urls module in which it stands."""
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            own = entry.urlconf_module
            yield from routes(entry, own if isinstance(own, ModuleType) else module, path)
        else:
            yield path, entry, module


def all_routes() -> list[tuple[str, URLPattern, ModuleType]]:
    resolver = get_resolver()
    assert isinstance(resolver.urlconf_module, ModuleType)
    return list(routes(resolver, resolver.urlconf_module))


def test_every_route_says_to_whom_it_is_open() -> None:
    found = all_routes()

    assert len(found) > 10
    assert not [f"{path} in {module.__name__}" for path, _, module in found if open_to(module) not in OPEN_TO]


def open_to(module: ModuleType) -> object:
    return getattr(module, "OPEN_TO", None)
