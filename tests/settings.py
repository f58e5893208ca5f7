"""Settings of the test run: data in a folder of its own, on the database that ZENNE_TEST_DATABASE_URL names."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("ZENNE_DATA_FOLDER", tempfile.mkdtemp(prefix="zenne-test-"))
os.environ["ZENNE_SECRET_KEY"] = "only-for-tests-only-for-tests-only-for-tests"
os.environ["ZENNE_DATABASE_URL"] = os.environ.get("ZENNE_TEST_DATABASE_URL", "")
os.environ["ZENNE_LOG_LEVEL"] = "WARNING"
os.environ["ZENNE_API_REQUESTS_PER_MINUTE"] = "1000000"
os.environ["ZENNE_METRICS_TOKEN"] = "token-of-the-tests"
os.environ["ZENNE_ALLOWED_HOSTS"] = "127.0.0.1,localhost,testserver"

from zenne.web.settings import *  # noqa: F403 - the environment comes first

Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # noqa: F405
STORAGES = STORAGES | {  # noqa: F405
    # Pages are tested without built assets; the browser tests run the real server with them.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
