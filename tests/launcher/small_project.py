"""Builds a small clone: the real launcher around a city hall of one page, with its environment already in place."""

import os
import shutil
import site
import subprocess
import sys
from pathlib import Path

from zenne.launcher.browser_libraries import libraries_print
from zenne.launcher.environment import locked_print, stamp_of
from zenne.launcher.project import Project
from zenne.launcher.stamps import write_stamp

ROOT = Path(__file__).resolve().parents[2]

SETTINGS = """
import os, sys
from pathlib import Path
if not os.environ.get("ZENNE_SECRET_KEY"):
    sys.exit("Zenne cannot start:\\nZENNE_SECRET_KEY: is missing.")
DATA = Path(os.environ.get("ZENNE_DATA_FOLDER") or Path(__file__).parents[3] / "var")
SECRET_KEY = os.environ["ZENNE_SECRET_KEY"]
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["zenne.web", "django.contrib.contenttypes", "django.contrib.staticfiles"]
ROOT_URLCONF = "zenne.web.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "zenne.sqlite3"}}
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "assets" / "served"
STATICFILES_DIRS = [DATA / "assets" / "built"] if (DATA / "assets" / "built").is_dir() else []
"""
URLS = """
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("healthz", lambda request: HttpResponse("well")), path("", lambda request: HttpResponse("Welkom"))]
"""
WSGI = """
import os
from django.core.wsgi import get_wsgi_application
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zenne.web.settings")
application = get_wsgi_application()
"""
LIVE = """
async def application(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"live"})
"""
LOAD = """
from pathlib import Path
from django.core.management.base import BaseCommand, CommandError
class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("city", type=Path)
    def handle(self, *args, city, **options):
        if "wrong" in (city / "city.yaml").read_text():
            raise CommandError("city.yaml, line 1: the key 'wrong' is not known")
        with (Path.cwd() / "loaded.txt").open("a") as record:
            record.write("loaded\\n")
"""
DEMO = """
import time
from pathlib import Path
from django.core.management.base import BaseCommand
class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--alive", action="store_true")
    def handle(self, **options):
        while options["alive"]:
            time.sleep(60)
        with (Path.cwd() / "planned.txt").open("a") as record:
            record.write("planned\\n")
"""
MAIL = """
import os, time
from pathlib import Path
from django.core.management.base import BaseCommand, CommandError
class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("what")
        parser.add_argument("--port")
    def handle(self, what, port, **options):
        if what == "listen":
            (Path.cwd() / "listening.txt").write_text(f"{os.environ['ZENNE_EMAIL_REPLY_TO']} {port}\\n")
            time.sleep(3600)
        if (Path.cwd() / "no-ink").exists():
            raise CommandError("there is no ink")
        with (Path.cwd() / "written.txt").open("a") as record:
            record.write(f"{what}\\n")
"""
WORK = """
import os, signal, sys, time
from pathlib import Path
from django.core.management.base import BaseCommand
class Command(BaseCommand):
    def handle(self, **options):
        def finish(number, frame):
            time.sleep(0.5)
            (Path.cwd() / f"finished-{os.getpid()}").touch()
            sys.exit(0)
        signal.signal(signal.SIGTERM, finish)
        with (Path.cwd() / "workers.txt").open("a") as record:
            record.write(f"{os.getpid()}\\n")
        while True:
            time.sleep(60)
"""


def bare_project(folder: Path) -> Project:
    """A clone in which nothing is installed yet, and whose locked lists are empty."""
    files = {
        "requirements/base.txt": "# nothing\n",
        "requirements/dev.txt": "# nothing\n",
        "package.json": '{"name": "small", "private": true}\n',
        "package-lock.json": '{"name": "small", "lockfileVersion": 3, "packages": {"": {"name": "small"}}}\n',
        "cities/brussels/city.yaml": "languages: [nl]\n",
        "src/zenne/__init__.py": "",
        "src/zenne/web/__init__.py": "",
        "src/zenne/web/settings.py": SETTINGS,
        "src/zenne/web/urls.py": URLS,
        "src/zenne/web/wsgi.py": WSGI,
        "src/zenne/web/live.py": LIVE,
        "src/zenne/web/management/__init__.py": "",
        "src/zenne/web/management/commands/__init__.py": "",
        "src/zenne/web/management/commands/demo.py": DEMO,
        "src/zenne/web/management/commands/load.py": LOAD,
        "src/zenne/web/management/commands/mail.py": MAIL,
        "src/zenne/web/management/commands/work.py": WORK,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    shutil.copy(ROOT / "zenne", folder / "zenne")
    launcher = ROOT / "src" / "zenne" / "launcher"
    shutil.copytree(launcher, folder / "src/zenne/launcher", ignore=shutil.ignore_patterns("__pycache__"))
    return Project.at(folder, variables={})


def installed_project(folder: Path) -> Project:
    """A clone whose installations are finished: its .venv borrows the packages that run the tests."""
    project = bare_project(folder)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", project.environment], check=True)
    packages = next(project.environment.glob("lib/python3*/site-packages"))
    (packages / "borrowed.pth").write_text("\n".join(site.getsitepackages()))
    for name in ("base", "dev"):
        write_stamp(stamp_of(project, name=name), with_print=locked_print(project, name=name))
    write_stamp(project.node_modules / ".zenne.stamp", with_print=libraries_print(project))
    return project


def outside_variables(**more: str) -> dict[str, str]:
    """The variables of a person's shell: those of this test run that steer Zenne or Python are not among them."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("ZENNE_", "PYTHON", "DJANGO_"))}
    return {**own, **more}


def zenne(project: Project, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run ./zenne to its end."""
    return subprocess.run(
        [sys.executable, project.root / "zenne", *arguments],
        env=outside_variables(**variables),
        cwd=project.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
