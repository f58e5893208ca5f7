"""Compiled translation catalogues, from the .po files that translators edit."""

from pathlib import Path

from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.trouble import CannotContinue
from zenne.launcher.variables import program_variables


def compile_translations(project: Project, progress: Progress) -> None:
    """Compile each catalogue that has changed since it was last compiled.

    Raises:
        CannotContinue: a catalogue has a mistake, or is marked as fuzzy as a whole.
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
        [project.python, "-m", "babel.messages.frontend", "compile", "--input-file", path, "--output-file", draft],
        variables=program_variables(project),
        failure=f"The translations in {project.shown(path)} could not be compiled.",
    )
    if not draft.exists():
        raise CannotContinue(
            f"{project.shown(path)} is marked as fuzzy in its header: remove the mark when it is right."
        )
    draft.replace(path.with_suffix(".mo"))
