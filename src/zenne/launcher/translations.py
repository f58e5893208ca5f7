"""Compiled translation catalogues, from the .po files that translators edit."""

from pathlib import Path

from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.variables import program_variables

# Runs in .venv. Babel's own command lets a translation pass whose placeholders differ, which would break a page later.
COMPILE = r"""
import sys
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
source, language, compiled = sys.argv[1:]
with open(source, "rb") as file:
    try:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    except PoFileError as error:
        sys.exit(f"line {error.lineno + 1}: {error}")
mistakes = [f"line {message.lineno}: {error}" for message, errors in catalogue.check() for error in errors]
if mistakes:
    sys.exit("\n".join(mistakes))
with open(compiled, "wb") as file:
    write_mo(file, catalogue)
"""


def compile_translations(project: Project, progress: Progress) -> None:
    """Compile each catalogue that has changed since it was last compiled.

    Raises:
        CannotContinue: a catalogue is malformed, or a translation lost or invented a placeholder.
    """
    changed = [path for path in sorted(project.source.glob("locale/*/LC_MESSAGES/*.po")) if is_changed(path)]
    if changed:
        languages = sorted({path.parent.parent.name for path in changed})
        progress.say(f"Compiling the translations ({', '.join(languages)})")
    for path in changed:
        compile_catalogue(project, progress, path=path)


def is_changed(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def compile_catalogue(project: Project, progress: Progress, *, path: Path) -> None:
    """Compile one catalogue; an interruption leaves the old one in place, not half of the new one."""
    draft = path.with_suffix(".draft.mo")
    progress.run(
        [project.python, "-c", COMPILE, path, path.parent.parent.name, draft],
        variables=program_variables(project),
        failure=f"The translations in {project.shown(path)} could not be compiled.",
    )
    draft.replace(path.with_suffix(".mo"))
