"""A site where people sign in, with a real identity provider beside it: both are processes of their own."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.site import CLONE, free_port, running_site
from tests.e2e.visits import HEIGHT, LOCALES
from zenne.launcher.node import find_node
from zenne.launcher.project import Project

PROGRAM = Path(__file__).parent / "oidc" / "provider.mjs"


@contextmanager
def running_provider(site: str) -> Iterator[str]:
    """The npm package oidc-provider, knowing one client: ``site``. Gives the issuer; ``{port}`` is free in it."""
    port = free_port()
    node = find_node(Project.at(CLONE, variables={})).node
    child = subprocess.Popen(
        [node, str(PROGRAM), str(port), site], cwd=CLONE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "ready"
        yield f"http://127.0.0.1:{port}"
    finally:
        child.kill()
        child.communicate()


@contextmanager
def site_with_provider(folder: Path) -> Iterator[str]:
    """The address of a site whose people sign in at a provider. It has a name: passkeys do not work with a number."""
    port = free_port()
    site = f"http://localhost:{port}"
    with running_provider(site) as issuer:
        described = {
            "id": "city",
            "name": {"nl": "Stadskaart", "fr": "Carte de la ville", "en": "City card", "de": "Stadtkarte"},
            "issuer": issuer,
            "client_id": "zenne",
            "client_secret": "a-secret-for-the-journeys-only",
            "assurance": {"card": "high", "app": "substantial"},
        }
        more = {
            "ZENNE_OIDC_PROVIDERS": json.dumps([described]),
            "ZENNE_BASE_URL": site,
            "ZENNE_ALLOWED_HOSTS": "127.0.0.1,localhost",
        }
        with running_site(folder, port=port, **more):
            yield site


@contextmanager
def somebody(browser: Browser, *, language: str = "en", width: int = 1280) -> Iterator[Page]:
    """A page of a new visitor, who may also go to the provider; the browser must have nothing to complain about."""
    context = browser.new_context(
        locale=LOCALES[language], viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error" and "Failed to load resource" not in message.text
            else None
        ),
    )
    try:
        yield page
        assert not complaints
    finally:
        context.close()
