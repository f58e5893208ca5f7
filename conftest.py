"""Settings of the test run: everything in a folder of its own, on the database that ZENNE_TEST_DATABASE_URL names."""

import os
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="zenne-test-"))
os.environ.setdefault("ZENNE_DATA_FOLDER", str(FOLDER))
os.environ["ZENNE_SECRET_KEY"] = "only-for-tests-only-for-tests-only-for-tests"
os.environ["ZENNE_DATABASE_URL"] = os.environ.get("ZENNE_TEST_DATABASE_URL", "")
os.environ["ZENNE_LOG_LEVEL"] = "WARNING"
os.environ["ZENNE_ALLOWED_HOSTS"] = "127.0.0.1,localhost,testserver"
