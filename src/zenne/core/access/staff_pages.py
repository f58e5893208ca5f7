"""The pages for those who work at the city: modules register theirs, the shell shows those that an asker may use."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zenne.core.access.askers import Asker
from zenne.core.access.audiences import Audience

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class StaffPage:
    """A page of the workplace.

    Attributes:
        title: what it is called in the menu, lazily translated.
        description: what one does there, one sentence, lazily translated.
        route: name of its address, without arguments: ``tasks:work``.
        audience: who may open it; the view declares the same.
        below: the route of a page that leads to this one, so that the menu need not: it stays on one line.
    """

    title: "StrOrPromise"
    description: "StrOrPromise"
    route: str
    audience: Audience
    below: str = ""


_pages: dict[str, StaffPage] = {}


def register_staff_page(page: StaffPage) -> None:
    """Show a page in the workplace; called in ``AppConfig.ready()``. The last registration of a route counts."""
    _pages[page.route] = page


def registered_staff_pages() -> tuple[StaffPage, ...]:
    """All pages of the workplace, in the order in which the modules registered them."""
    return tuple(_pages.values())


def staff_pages_of(asker: Asker) -> list[StaffPage]:
    """The pages that ``asker`` may use."""
    return [page for page in _pages.values() if asker.may(page.audience)]


def menu_pages_of(asker: Asker) -> list[StaffPage]:
    """Those of them that stand in the menu: no page that another one in it leads to."""
    pages = staff_pages_of(asker)
    routes = {page.route for page in pages}
    return [page for page in pages if page.below not in routes]
