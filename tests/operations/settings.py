"""Settings of the server that these tests watch: as in production, but for the built assets."""

from tests.settings import *  # noqa: F403
from zenne.web.logs import configure_logs

API_REQUESTS_PER_MINUTE = 40
METRICS_TOKEN = "token-of-the-tests"
MIDDLEWARE = ["tests.operations.asking.somebody_asks", *MIDDLEWARE]  # noqa: F405

configure_logs(level="DEBUG", style="json")
