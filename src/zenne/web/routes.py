"""Every address of the installation, with the audience that it declares."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from ninja import NinjaAPI

from zenne.core.access.public import PUBLIC, Audience, audience_of
from zenne.web.api import api


@dataclass(frozen=True, slots=True)
class Route:
    """An address. ``path`` as it is declared, in English; ``audience`` is None when it says nothing."""

    path: str
    module: str
    audience: Audience | None


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that the API answers. ``audience`` is a code; empty when it says nothing."""

    method: str
    path: str
    audience: str


def all_routes() -> list[Route]:
    """Every address, in the order in which they are tried."""
    resolver = get_resolver()
    module = resolver.urlconf_module
    assert isinstance(module, ModuleType)  # noqa: S101
    with translation.override("en"):
        return list(below(resolver, module))


def below(resolver: URLResolver, module: ModuleType, prefix: str = "/") -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            own = entry.urlconf_module
            yield from below(entry, own if isinstance(own, ModuleType) else module, path)
        else:
            yield Route(path, module.__name__, declared(entry, module))


def declared(entry: URLPattern, module: ModuleType) -> Audience | None:
    """What the view declares with ``@open_to``, or its urls module for all its addresses."""
    return audience_of(entry.callback) or (PUBLIC if getattr(module, "OPEN_TO", None) == PUBLIC.code else None)


def all_operations(of: NinjaAPI = api) -> list[Operation]:
    """Every operation of the API, in the order in which they are declared."""
    return [
        Operation(method, f"/api/v1{path}", str((operation.openapi_extra or {}).get("x-audience", "")))
        for router in of._get_bound_routers()  # noqa: SLF001 - ninja has no public way to walk them
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    ]
