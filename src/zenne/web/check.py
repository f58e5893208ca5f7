"""``python -m zenne.web.check``: what is wrong with this installation, all of it at once, in sentences.

With ``--deploy`` also what it lacks for production: the checks that modules register with the tag ``production``.

It changes nothing: it makes no folder, no database file and no table.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from zenne.web.environment import Environment, WrongSettings, read_environment

FEWEST_DIFFERENT_CHARACTERS = 5
DEPLOY = "--deploy"
INSTALLATION = "installation"
PRODUCTION = "production"
"""The tags of core, whose faces cannot be imported before Django is set up."""
MISTYPED = 2
LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]"}


def main(arguments: Sequence[str] = ()) -> int:
    """Print every problem on a line of its own. Returns 1 when there is one, 2 for wrong arguments, else 0."""
    if set(arguments) - {DEPLOY}:
        print(f"./zenne check knows only {DEPLOY}.", file=sys.stderr)
        return MISTYPED
    try:
        environment = read_environment()
    except WrongSettings as wrong:
        return tell(wrong.sentences)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zenne.web.settings")
    django.setup()
    problems = [*setting_problems(environment), *installation_problems(environment)]
    if DEPLOY not in arguments:
        return tell(problems)
    found = run_checks(tags=[PRODUCTION], include_deployment_checks=True)
    lacking = [str(check.msg) for check in found if check.level >= ERROR]
    return tell([*problems, *lacking], advice=[str(check.msg) for check in found if check.level < ERROR])


def tell(problems: list[str], *, advice: Sequence[str] = ()) -> int:
    """Print what must be done, then what may be worth doing. Returns 1 when something must be done."""
    code = tell_problems(problems)
    if advice:
        print("Worth a thought:", *(f"  {each}" for each in advice), sep="\n")
    return code


def tell_problems(problems: list[str]) -> int:
    if not problems:
        print("All is well: the settings, the data folder, the database, the built files and the city.")
        return 0
    count = "1 thing needs" if len(problems) == 1 else f"{len(problems)} things need"
    print(f"{count} attention:", *(f"  {problem}" for problem in problems), sep="\n")
    return 1


def setting_problems(environment: Environment) -> Iterator[str]:
    """Values that are possible, but not together or not in earnest."""
    host = environment.base_url.host or ""
    is_local = host in LOCAL_HOSTS
    if len(set(environment.secret_key)) < FEWEST_DIFFERENT_CHARACTERS:
        yield "ZENNE_SECRET_KEY: has too few different characters to be a secret. Take random ones."
    if environment.secret_key in environment.secret_key_fallbacks:
        yield "ZENNE_SECRET_KEY_FALLBACKS: holds the key of now. It is for the keys that this installation had before."
    if environment.debug and not is_local:
        yield "ZENNE_DEBUG: is on although ZENNE_BASE_URL is a public address. Tracebacks would be shown to everybody."
    if not is_answered(host, environment.allowed_hosts):
        yield f"ZENNE_ALLOWED_HOSTS: lacks “{host}”, the host of ZENNE_BASE_URL, so nobody could open a page there."
    if environment.base_url.scheme == "http" and not is_local:
        yield "ZENNE_BASE_URL: begins with http://. What people send to a city must be encrypted: use https://."
    if environment.base_url.scheme == "https" and not environment.behind_proxy:
        yield "ZENNE_BEHIND_PROXY: is off although ZENNE_BASE_URL begins with https://, which only a proxy can answer."


def is_answered(host: str, allowed: list[str]) -> bool:
    return any(pattern in {"*", host} or (pattern[:1] == "." and f".{host}".endswith(pattern)) for pattern in allowed)


def installation_problems(environment: Environment) -> Iterator[str]:
    """What is missing or broken around the settings."""
    yield from data_folder_problems(environment.data_folder)
    yield from database_problems()
    yield from asset_problems()
    yield from translation_problems()
    found = run_checks(tags=[INSTALLATION], include_deployment_checks=True)
    yield from (str(check.msg) for check in found)


def data_folder_problems(folder: Path) -> Iterator[str]:
    existing = folder
    while not existing.exists():
        existing = existing.parent
    if not existing.is_dir():
        yield f"ZENNE_DATA_FOLDER: {existing} is not a folder."
    elif not os.access(existing, os.W_OK | os.X_OK):
        yield f"ZENNE_DATA_FOLDER: this user may not write in {existing}."


def database_problems() -> Iterator[str]:
    """The first thing that is wrong: each needs the one before it."""
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and not file.exists():
        yield f"The database file {file} does not exist. Make it with: ./zenne manage migrate"
        return
    steps: list[tuple[str, Callable[[], str]]] = [
        ("The database that ZENNE_DATABASE_URL names cannot be used", connected),
        ("The tables cannot be read", migrated),
        ("The city cannot be read", city_loaded),
    ]
    for failure, step in steps:
        try:
            problem = step()
        except Error as error:
            problem = f"{failure}: {str(error).strip().splitlines()[0]}"
        if problem:
            yield problem
            return


def connected() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrated() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return ""
    return f"The tables are not those of this version ({len(waiting)} steps behind). Run: ./zenne manage migrate"


def city_loaded() -> str:
    loaded = apps.get_model("catalogue", "City").objects.exists()
    return "" if loaded else "No city is loaded. Load one with: ./zenne load cities/brussels"


def asset_problems() -> Iterator[str]:
    if not settings.ICONS_FOLDER.is_dir():
        yield "The browser libraries are not installed. ./zenne serve installs them."
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        yield "The styles and scripts of the pages are not built. ./zenne serve builds them."


def translation_problems() -> Iterator[str]:
    """Each catalogue that was never compiled, or changed since."""
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            compiled = source.with_suffix(".mo")
            if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
                yield f"The translations in {source.parents[1].name} are not compiled. ./zenne serve compiles them."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
