"""Whether the models of the translator can be used; ``./zenne check`` says it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from zenne.mailroom.translation.ctranslate import folders_in, missing_packages, problem_of

INSTALLATION: Final = "installation"


def models_work(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """Each model is loaded once, and translates something."""
    folder = settings.TRANSLATOR_FOLDER
    return [Error(f"ZENNE_TRANSLATOR_FOLDER: {each}") for each in problems_of(folder)] if folder else []


def problems_of(folder: Path) -> Iterator[str]:
    """What is wrong, in sentences."""
    if missing := missing_packages():
        yield f"{' and '.join(missing)} cannot be loaded. Install requirements/translator.txt (docs/operations.md)."
        return
    found = list(folders_in(folder))
    if not found:
        yield f"there is no folder for two languages, like nl-fr, in {folder}. Nothing is translated."
    for _, each in found:
        if problem := problem_of(each):
            yield f"the folder {each.name} {problem}. Nothing is translated between these languages."


def register_checks() -> None:
    """Called when the app is ready."""
    register(INSTALLATION, deploy=True)(models_work)
