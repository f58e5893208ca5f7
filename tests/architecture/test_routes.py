"""Every address says who may use it."""

from collections.abc import Iterator
from types import ModuleType

from django.urls import URLPattern, URLResolver, get_resolver

from zenne.core.access.public import PUBLIC, audience_of


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
    assert not [f"{path} in {module.__name__}" for path, entry, module in found if not declared(entry, module)]


def declared(entry: URLPattern, module: ModuleType) -> bool:
    """By its view, with ``@open_to``, or for all addresses of a urls module."""
    return audience_of(entry.callback) is not None or getattr(module, "OPEN_TO", None) == str(PUBLIC)
