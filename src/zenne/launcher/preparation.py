"""Everything that has to be in place before a command can do its work."""

from collections.abc import Mapping

from zenne.launcher.assets import build_assets
from zenne.launcher.browser_libraries import install_browser_libraries
from zenne.launcher.environment import install_packages
from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.translations import compile_translations
from zenne.launcher.turns import alone

FOR_USE = ("base",)
FOR_CHECKS = ("base", "dev")


def prepare_programs(project: Project, progress: Progress, *, lists: tuple[str, ...] = FOR_USE) -> None:
    """Install the Python packages and compile the translations: enough for commands that show no page."""
    with alone(project, progress):
        install_packages(project, progress, lists=lists)
        compile_translations(project, progress)


def prepare_pages(
    project: Project, progress: Progress, *, variables: Mapping[str, str], lists: tuple[str, ...] = FOR_USE
) -> None:
    """Install and build all that the pages need."""
    with alone(project, progress):
        with install_browser_libraries(project, progress):
            install_packages(project, progress, lists=lists)
        compile_translations(project, progress)
        build_assets(project, progress, variables=variables)
