"""One server and one browser for all journeys; a new visitor for each."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.site import running_site
from tests.e2e.visits import Visit, chromium_program, visiting

HERE = Path(__file__).parent
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Visitor = Callable[..., Visit]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the journeys. They have a database of their own, so a run on PostgreSQL does not repeat them."""
    journeys = [item for item in items if item.path.is_relative_to(HERE)]
    made: set[object] = set()
    for item in journeys:
        item.add_marker(pytest.mark.browser)
        journey = journey_of(item)
        if journey in made:
            item.add_marker(pytest.mark.thorough)
        made.add(journey)
    if os.environ.get("ZENNE_TEST_DATABASE_URL") and journeys:
        config.hook.pytest_deselected(items=journeys)
        items[:] = [item for item in items if item not in journeys]


def journey_of(item: pytest.Item) -> object:
    """What a test does, whatever the language and the width of the screen in which it is done."""
    values = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    if not {"language", "width"} & values.keys():
        return item.nodeid
    function = item.nodeid.partition("[")[0]
    return function if "language" in values else (function, *(str(values[name]) for name in values if name != "width"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of the browser; without it no journey runs."""
    program = chromium_program()
    if program is None:
        sentence = "This machine has no Chromium: the journeys in the browser cannot run."
        if os.environ.get("ZENNE_REQUIRE_BROWSER") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return program


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, shared. The package's end closes it: Django refuses to work beside Playwright's event loop."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS, headless=True)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running site."""
    assets = Path(os.environ["ZENNE_DATA_FOLDER"]) / "assets" / "served" / "staticfiles.json"
    if not assets.is_file():
        pytest.fail("The style sheets and scripts are not built yet: start the tests with ./zenne test.")
    with running_site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture
def visitors(browser: Browser, site: str) -> Callable[..., AbstractContextManager[Visit]]:
    """For tests in which several people visit one after the other."""
    return partial(visiting, browser, site)


@pytest.fixture
def visitor(visitors: Callable[..., AbstractContextManager[Visit]]) -> Iterator[Visitor]:
    """Makes a visitor; when the test ends, nothing may have gone wrong in the browser."""
    with ExitStack() as visits:
        yield lambda **options: visits.enter_context(visitors(**options))
