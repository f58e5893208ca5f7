"""Commands that a program in .venv runs: load, data, backup, restore, check, manage, messages, events, audit, …"""

from pathlib import Path

from zenne.launcher.arguments import parser, positive_number
from zenne.launcher.database import city_folder, forget_filling, migrate
from zenne.launcher.preparation import prepare_programs
from zenne.launcher.processes import become
from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.variables import program_variables, trial_variables


def load(project: Project, arguments: list[str]) -> int:
    """Bring the database up to date and load a city folder into it."""
    options = parser("load", "Check a city folder as a whole, and load it if all of it is right.")
    options.add_argument("city", type=Path, metavar="PATH", help="the folder of the city, for example cities/brussels")
    city = city_folder(options.parse_args(arguments).city)
    progress = Progress(project)
    prepare_programs(project, progress)
    variables = trial_variables(project)
    forget_filling(project)
    migrate(project, progress, variables=variables)
    progress.say(f"Loading the city from {project.shown(city)}")
    return become([project.python, "-m", "django", "load", city], variables=variables, folder=project.root)


def data(project: Project, arguments: list[str]) -> int:
    """Load, list, show and export data sets; the program reads the arguments."""
    progress = Progress(project, apart=True)
    prepare_programs(project, progress)
    # Files are named from where the command was typed, and the program runs there.
    variables = {**trial_variables(project), "ZENNE_DATA_FOLDER": str(project.data)}
    if not {"-h", "--help"} & set(arguments):
        project.data.mkdir(parents=True, exist_ok=True)
        migrate(project, progress, variables=variables)
    return become([project.python, "-m", "django", "data", *arguments], variables=variables, folder=Path.cwd())


def mail(project: Project, arguments: list[str]) -> int:
    """Take in messages, cut a reply, compute a deadline; the program reads the arguments."""
    progress = Progress(project, apart=True)
    prepare_programs(project, progress)
    variables = {**trial_variables(project), "ZENNE_DATA_FOLDER": str(project.data)}
    if not {"-h", "--help"} & set(arguments):
        project.data.mkdir(parents=True, exist_ok=True)
        migrate(project, progress, variables=variables)
    return become([project.python, "-m", "django", "mail", *arguments], variables=variables, folder=Path.cwd())


def export_texts(project: Project, arguments: list[str]) -> int:
    """Write what was published on the translation desk into the files of a city."""
    options = parser("export-texts", "Write the texts that were published on the translation desk into a city folder.")
    options.add_argument("city", type=Path, metavar="PATH", help="the folder that was loaded")
    city = city_folder(options.parse_args(arguments).city)
    prepare_programs(project, Progress(project))
    return become(
        [project.python, "-m", "django", "export_texts", city], variables=trial_variables(project), folder=project.root
    )


def backup(project: Project, arguments: list[str]) -> int:
    """Save the database and the uploaded files."""
    options = parser("backup", "Write one archive with the database and the uploaded files, while the city runs.")
    options.add_argument("--to", type=Path, metavar="PATH", help="a folder, or the name of a new file (var/backups)")
    options.add_argument("--keep", type=positive_number, metavar="NUMBER", help="how many backups stay there (all)")
    chosen = options.parse_args(arguments)
    prepare_programs(project, Progress(project))
    command: list[str | Path] = [project.python, "-m", "django", "backup"]
    if chosen.to:
        command += ["--to", chosen.to.expanduser().resolve()]
    if chosen.keep:
        command += ["--keep", str(chosen.keep)]
    return become(command, variables=trial_variables(project), folder=project.root)


def restore(project: Project, arguments: list[str]) -> int:
    """Put the database and the uploaded files of a backup in their place."""
    options = parser("restore", "Put the database and the uploaded files of a backup in their place.")
    options.add_argument("archive", type=Path, metavar="PATH", help="what ./zenne backup wrote")
    options.add_argument("--replace", action="store_true", help="also when the database holds something already")
    chosen = options.parse_args(arguments)
    prepare_programs(project, Progress(project))
    forget_filling(project)
    command: list[str | Path] = [project.python, "-m", "django", "restore", chosen.archive.expanduser().resolve()]
    command += ["--replace"] if chosen.replace else []
    return become(command, variables=trial_variables(project), folder=project.root)


def check(project: Project, arguments: list[str]) -> int:
    """Explain each wrong setting. The variables are those that are set, and no others."""
    prepare_programs(project, Progress(project))
    command: list[str | Path] = [project.python, "-m", "zenne.web.check", *arguments]
    return become(command, variables=program_variables(project), folder=project.root)


def manage(project: Project, arguments: list[str]) -> int:
    """Run any Django command."""
    prepare_programs(project, Progress(project))
    forget_filling(project)
    return become((project.python, "-m", "django", *arguments), variables=trial_variables(project), folder=project.root)


def messages(project: Project, arguments: list[str]) -> int:
    """Update the translation catalogues from the source."""
    return manage(project, ["messages", *arguments])


def staff(project: Project, arguments: list[str]) -> int:
    """Take over a file of colleagues."""
    options = parser("staff", "Add and change colleagues from a CSV file, or say every mistake in it.")
    options.add_argument("file", type=Path, metavar="FILE", help="a table with a line for each colleague")
    file = options.parse_args(arguments).file.expanduser().resolve()
    prepare_programs(project, Progress(project))
    return become(
        [project.python, "-m", "django", "staff", file], variables=trial_variables(project), folder=project.root
    )


def admin(project: Project, arguments: list[str]) -> int:
    """Make somebody administrator."""
    return manage(project, ["admin", *arguments])


def dkim(project: Project, arguments: list[str]) -> int:
    """Print the DNS record of the key that signs e-mail."""
    return manage(project, ["dkim", *arguments])


def renew_secrets(project: Project, arguments: list[str]) -> int:
    """Encrypt with the secret key of now what is encrypted with one of before."""
    return manage(project, ["renew_secrets", *arguments])


def permissions(project: Project, arguments: list[str]) -> int:
    """Write the page of the documentation that says who may do what."""
    return manage(project, ["permissions", *arguments])


def events(project: Project, arguments: list[str]) -> int:
    """Write the page of the documentation that lists all facts."""
    return manage(project, ["events", *arguments])


def audit(project: Project, arguments: list[str]) -> int:
    """Verify the audit log, or sign how far it reaches."""
    prepare_programs(project, Progress(project))
    command: list[str | Path] = [project.python, "-m", "django", "audit", *(arguments or ["verify"])]
    return become(command, variables=trial_variables(project), folder=project.root)
