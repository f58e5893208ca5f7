"""Style sheets, scripts, fonts and images as the browser gets them: bundled, minified, under names with a hash."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.stamps import files_below, fingerprint, is_stamped, write_stamp
from zenne.launcher.trouble import CannotContinue

# Browsers since spring 2023: nesting, layers, :has() and dynamic import without detours.
BUNDLE_OPTIONS = (
    "--bundle",
    "--minify",
    "--target=es2022,chrome111,edge111,firefox113,safari16.4",
    "--legal-comments=linked",
    "--log-level=warning",
    "--entry-names=[name]",
    "--asset-names=files/[name]-[hash]",
    "--chunk-names=chunks/[name]-[hash]",
    *(f"--loader:{ending}=file" for ending in (".woff2", ".svg", ".png", ".jpg", ".webp", ".avif")),
)
KINDS: Mapping[str, tuple[str, ...]] = {
    ".css": (),
    ".js": ("--format=iife",),
    ".mjs": ("--format=esm", "--splitting", "--out-extension:.js=.mjs"),
}


def build_assets(project: Project, progress: Progress, *, variables: Mapping[str, str]) -> None:
    """Bundle the entry points and collect all static files, unless nothing they are made of has changed.

    An entry point is a file ``src/zenne/web/static/web/NAME.entry.css`` (or ``.js``, ``.mjs``); its bundle has the same
    name and takes its place, with everything that it imports inside.

    Raises:
        CannotContinue: a file does not compile, or refers to one that is not there.
    """
    stamp, wanted = project.assets / "stamp", assets_print(project)
    if is_stamped(stamp, with_print=wanted):
        return
    progress.say("Building style sheets and scripts")
    stamp.unlink(missing_ok=True)
    bundle(project, progress, variables=variables)
    progress.run(
        [project.python, "-m", "django", "collectstatic", "--no-input", "--clear", "--verbosity=0"],
        variables=variables,
        failure="The static files could not be collected.",
    )
    write_stamp(stamp, with_print=wanted)


def assets_print(project: Project) -> str:
    """What the assets depend on: all static sources, the locked libraries on both sides, and how they are built."""
    sources = [path for path in files_below(project.source) if "static" in path.relative_to(project.source).parts]
    locks = [project.root / "package-lock.json", project.root / "requirements" / "base.txt"]
    return fingerprint([*sources, *locks], also=f"{BUNDLE_OPTIONS}{KINDS}")


def bundle(project: Project, progress: Progress, *, variables: Mapping[str, str]) -> None:
    """Compile the entry points into a draft, which takes the place of the last build when all went well."""
    built, draft = project.assets / "built", project.assets / "built.draft"
    shutil.rmtree(draft, ignore_errors=True)
    (draft / "web").mkdir(parents=True)
    for ending, options in KINDS.items():
        entries = entry_points(project, ending=ending)
        if entries:
            progress.run(
                [bundler(project), *entries, *BUNDLE_OPTIONS, *options, f"--outdir={draft / 'web'}"],
                variables=variables,
                failure="The style sheets and scripts could not be built.",
            )
    shutil.rmtree(built, ignore_errors=True)
    draft.rename(built)


def bundler(project: Project) -> Path:
    """The esbuild of this platform; the script beside it would bury what esbuild says under its own traceback."""
    found = next(project.node_modules.glob("@esbuild/*/bin/esbuild"), None)
    if found is None:
        raise CannotContinue("The browser libraries do not include esbuild for this kind of machine.")
    return found


def entry_points(project: Project, *, ending: str) -> list[Path]:
    return sorted((project.source / "web" / "static" / "web").glob(f"*.entry{ending}"))
