"""What every test begins with, beside the code and under tests/, and in which order they run."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from django.utils import translation
from pytest_django.fixtures import Settings
from tests.skipping import counted, left_out

SOURCE = Path(__file__).parent / "src"
# A slow machine is no mistake of the product. With CI=true Hypothesis tries the same examples each time: half of them
# tell what broke; new ones are found on desks.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", hypothesis.settings.get_profile("ci"), max_examples=50)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")
NUMBERS = count()
SECONDS = {"slow": 2.0, "browser": 2.0}
"""About how long a test with this mark takes; the others hardly take any time."""
A_MOMENT = 0.05
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough", action="store_true", help="also repeat journeys in more languages, on another screen"
    )


def pytest_collection() -> None:
    """Nothing that is made while tests are collected goes away; looking through it took half of the time."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What there is by now stays to the end: looking for what can go leaves it out, and happens less often."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long files come first, so that no core is left with one of them when the others have nothing more to do.

    Those with a browser stay together: each core starts it, and the site, once. Repetitions are left out unless all is
    wanted.
    """
    is_named = any("[" in argument for argument in config.args)
    if not config.getoption("--thorough") and not is_named:
        leave_out(config, items, {item for item in items if item.get_closest_marker("thorough")})
    if os.environ.get("ZENNE_TEST_DATABASE_URL"):
        leave_out(config, items, the_same_on_every_database(items))
    weights: Counter[Path] = Counter()
    for item in items:
        weights[item.path] += max([A_MOMENT, *(SECONDS.get(mark.name, 0) for mark in item.iter_markers())])
    items.sort(key=lambda item: (item.get_closest_marker("browser") is None, -weights[item.path], str(item.path)))


def leave_out(config: pytest.Config, items: list[pytest.Item], some: set[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=[item for item in items if item in some])
    items[:] = [item for item in items if item not in some]


def the_same_on_every_database(items: list[pytest.Item]) -> set[pytest.Item]:
    """The tests beside the code in files that use no database, and those marked so; none when only such are run."""
    of_databases = {item.path for item in items if uses_a_database(item) and not of_any_database(item)}
    rest = {item for item in items if item.path not in of_databases and item.path.is_relative_to(SOURCE)}
    return rest | set(filter(of_any_database, items)) if of_databases else set()


def of_any_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("any_database") is not None


def uses_a_database(item: pytest.Item) -> bool:
    """By its mark, or by what it asks for."""
    asked = item.fixturenames if isinstance(item, pytest.Function) else ()
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(asked))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With ``ZENNE_REQUIRE_TESTS=1`` a test that is left out without a named reason fails the run."""
    if os.environ.get("ZENNE_TEST_DATABASE_URL") and not hasattr(session.config, "workerinput"):
        import_module("tests.databases").drop_template()
    if os.environ.get("ZENNE_REQUIRE_TESTS") == "1" and unexpectedly_left_out(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if os.environ.get("ZENNE_REQUIRE_TESTS") == "1":
        for line in unexpectedly_left_out(config):
            terminalreporter.write_line(f"LEFT OUT without a named reason (tests/skipping.py): {line}", red=True)
        if told := counted(terminalreporter.stats.get("skipped", ())):
            terminalreporter.write_line(told, yellow=True)


def unexpectedly_left_out(config: pytest.Config) -> list[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return left_out(reporter.stats.get("skipped", ())) if reporter else []


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Django makes the database of each process by a copy; migrating it takes each of them six seconds."""
    import_module("tests.databases").begin_with_tables()


@pytest.fixture(autouse=True)
def no_tries_of_other_tests(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nobody has tried anything yet: the limits count in a file of this test."""
    settings.LIMITS_FILE = tmp_path_factory.getbasetemp() / f"limits-{next(NUMBERS)}.sqlite3"


@pytest.fixture(autouse=True)
def no_language_of_other_tests() -> None:
    """Nobody has chosen a language yet: a request leaves its own behind, and tests run in any order."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_records_of_other_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test that commits wrote into the audit log is in the way of others, and Django empties no such table."""
    marker = request.node.get_closest_marker("django_db")
    if not marker or not marker.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    # Only now: when this file is read, Django has not begun.
    import_module("zenne.core.audit.tests.builders").empty_log()
