"""Settings of the test run: data in a folder of its own, on the database that ZENNE_TEST_DATABASE_URL names."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("ZENNE_DATA_FOLDER", tempfile.mkdtemp(prefix="zenne-test-"))
# Whatever this shell says.
os.environ |= {
    "ZENNE_SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests",
    "ZENNE_DATABASE_URL": os.environ.get("ZENNE_TEST_DATABASE_URL", ""),
    "ZENNE_BASE_URL": "http://127.0.0.1:8000",
    "ZENNE_ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
    "ZENNE_BEHIND_PROXY": "false",
    "ZENNE_DEBUG": "false",
    "ZENNE_LOG_LEVEL": "WARNING",
    "ZENNE_LOG_FORMAT": "console",
    "ZENNE_API_REQUESTS_PER_MINUTE": "1000000",
    "ZENNE_METRICS_TOKEN": "token-of-the-tests",
}

from zenne.web.settings import *  # noqa: F403 - the environment comes first

# Each client of a test would look through the built files once more.
STATIC_ROOT = Path(DATA_FOLDER) / "no-assets"  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = STORAGES | {  # noqa: F405
    # Pages are tested without built assets; the browser tests run the real server with them.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
