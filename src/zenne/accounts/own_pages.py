"""The pages about whoever is signed in that modules above have: ``/my/`` shows them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page about oneself: what it is called and what one does there, lazily translated; the name of its address."""

    title: "StrOrPromise"
    description: "StrOrPromise"
    route: str


_pages: dict[str, OwnPage] = {}


def register_own_page(page: OwnPage) -> None:
    """Show a page on ``/my/``; called in ``AppConfig.ready()``."""
    _pages[page.route] = page


def registered_own_pages() -> tuple[OwnPage, ...]:
    """In the order in which the modules registered them."""
    return tuple(_pages.values())
