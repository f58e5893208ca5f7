"""Settings of the server that these tests watch: as in production, but for the built assets."""

import logging

from zenne.web.logs import configure_logs
from zenne.web.settings import *  # noqa: F403

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
API_REQUESTS_PER_MINUTE = 40
MIDDLEWARE = [*MIDDLEWARE]  # noqa: F405
MIDDLEWARE.insert(
    MIDDLEWARE.index("zenne.accounts.middleware.AskerMiddleware") + 1, "tests.operations.asking.somebody_asks"
)

configure_logs(level="DEBUG", style="json")
logging.getLogger("django.db.backends.schema").setLevel("INFO")
